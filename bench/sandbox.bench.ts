import { spawn } from 'node:child_process'
import { once } from 'node:events'
import http from 'node:http'
import { createInterface } from 'node:readline'
import { type RunningServer, startServer } from '../e2e/harness/server.ts'
import { quiet } from './quiet.ts'
import { median, ms, quantile, type Row, timed } from './measure.ts'

const SIZES = [100, 1000, 10_000]

/** What one call of the sandbox takes, and how that grows with the number of CVMs. */
type Call = {
  name: string
  goal?: number
  grows: 'constant' | 'linear'
  path: string
  body?: string
}

type Sized = { seed: number; server: RunningServer; calls: Call[]; ask: Ask }
/** The body as it came. */
type Ask = (call: Pick<Call, 'path' | 'body'>, base?: string) => Promise<Buffer>

/** So many times each call is made: some to warm up, then in rounds. */
const WARM = 100
const ROUNDS = 5
const A_ROUND = 60
/** Seconds that each round waits for a quiet moment. */
const PATIENCE = 5

/**
 * The sandbox's calls at 100, 1,000 and 10,000 CVMs, in turns, so that whatever else the machine does
 * meets all sizes alike; and starting on a database that is there. A call is over when the last byte of
 * its answer is there: what a client makes of it is the client's. The same bytes ready-made are asked for
 * in the same way.
 */
export async function run(): Promise<Row[]> {
  const sizes: Sized[] = []
  const rows: Row[] = []
  const ready = await startReady()
  try {
    for (const seed of SIZES) sizes.push(await sized(seed))
    const last = sizes.at(-1)
    if (!last) throw new Error('there is no size')
    for (const [nth, { name, goal, grows }] of last.calls.entries()) {
      const { times, floor } = await inTurns(sizes, nth, ready.url)
      const p95 = times.map(p95Of)
      const same = `${floor.map((one) => ms(p95Of(one))).join(', ')} for the same bytes ready-made`
      rows.push({
        what: `sandbox, ${name}, over HTTP, to the last byte: p95 (of the middle one of ${ROUNDS} rounds) at ${SIZES.join(', ')} CVMs`,
        ours: p95.map(ms).join(', '),
        other: goal === undefined ? same : `${goal} ms; ${same}`,
        ...(goal !== undefined && {
          ratio: p95.map((one) => one / goal),
          goal: `below ${goal} ms`,
          met: p95.every((one) => one < goal),
        }),
      })
      const [, middle = [], large = []] = times
      const grown = median(large.flat())
      const before = median(middle.flat())
      const growth = grown / before
      rows.push({
        what: `sandbox, ${name}: growth of the median from 1000 to 10000 CVMs`,
        ours: ms(grown),
        other: ms(before),
        ratio: growth,
        goal: grows === 'linear' ? 'at most linear (10)' : 'constant (below 1.5)',
        met: growth < (grows === 'linear' ? 10 : 1.5),
      })
    }
    await last.server.stop()
    const from = performance.now()
    await last.server.restart()
    const seconds = (performance.now() - from) / 1000
    rows.push({
      what: `starting on an existing database of ${last.seed} CVMs, to the ready line`,
      ours: `${seconds.toFixed(2)} s`,
      other: '1 s',
      ratio: seconds,
      goal: 'below 1 s',
      met: seconds < 1,
    })
  } finally {
    ready.child.kill('SIGKILL')
    for (const { server } of sizes) await server.dispose()
  }
  return rows
}

/** A server that has nothing to do but to answer. */
async function startReady() {
  const child = spawn(process.execPath, ['bench/plain/ready.mjs'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [port] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  return { child, url: `http://127.0.0.1:${port}` }
}

/** Round by round, so that another program's burst spoils one of them and not all. */
type Rounds = number[][]

const p95Of = (rounds: Rounds) => median(rounds.map((one) => quantile(one, 0.95)))

/** The times of one call, size by size, and those of the same bytes from a server that has them ready. */
async function inTurns(sizes: readonly Sized[], nth: number, ready: string) {
  const times: Rounds[] = sizes.map(() => [])
  const floor: Rounds[] = sizes.map(() => [])
  for (let round = 0; round <= ROUNDS; round++) {
    if (round > 0) await quiet(PATIENCE)
    for (const [at, { calls, ask }] of sizes.entries()) {
      const call = calls[nth]
      if (!call) throw new Error('each size has the same calls')
      if (round === 0) await put(`${ready}${call.path}`, await ask(call))
      const many = round === 0 ? WARM : A_ROUND
      const took = await timed(many, 1, () => ask(call))
      const least = await timed(many, 1, () => ask(call, ready))
      if (round === 0) continue
      times[at]?.push(took)
      floor[at]?.push(least)
    }
  }
  return { times, floor }
}

async function put(url: string, body: Buffer): Promise<void> {
  const answer = await fetch(url, { method: 'PUT', body: new Uint8Array(body) })
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
}

async function sized(seed: number): Promise<Sized> {
  const server = await startServer({ seed })
  const headers = { 'x-api-key': server.sandboxKey, 'content-type': 'application/json' }
  const first = await fetch(`${server.sandboxUrl}/cvms/paginated?page_size=100`, { headers })
  const { items } = (await first.json()) as {
    items: { id: string; vm_uuid: string; app_id: string; name: string }[]
  }
  const [cvm] = items
  if (!cvm) throw new Error('the sandbox is empty')
  const vm_uuids = items.map((one) => one.vm_uuid)
  const page = '/cvms/paginated?page_size=100'
  const calls: Call[] = [
    { name: 'a page of 100 CVMs', goal: 5, grows: 'constant', path: page },
    { name: 'the last page', goal: 5, grows: 'linear', path: `${page}&page=${seed / 100}` },
    { name: 'a search', goal: 20, grows: 'linear', path: `/apps?search=${cvm.name.slice(0, 4)}` },
    {
      name: 'the status of 100 CVMs',
      goal: 3,
      grows: 'constant',
      path: '/status/batch',
      body: JSON.stringify({ vm_uuids }),
    },
    { name: 'one CVM', grows: 'constant', path: `/cvms/${cvm.id}` },
    { name: 'one CVM by name', grows: 'constant', path: `/cvms/${cvm.name}` },
    { name: 'the state of one CVM', grows: 'constant', path: `/cvms/${cvm.id}/state` },
    { name: 'the nodes with room', grows: 'constant', path: '/teepods/available' },
  ]
  return { seed, server, calls, ask: asking(server, headers) }
}

/** Asks as programs do: on a connection that is kept, for what is packed where it is long. */
function asking(server: RunningServer, headers: Record<string, string>): Ask {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
  return ({ path, body = '' }, base = server.sandboxUrl) =>
    new Promise((resolve, reject) => {
      const length = Buffer.byteLength(body)
      const asked = http.request(`${base}${path}`, {
        agent,
        method: body === '' ? 'GET' : 'POST',
        headers: { ...headers, 'accept-encoding': 'gzip, br', 'content-length': length },
      })
      asked.on('error', reject).on('response', (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject)
        answer.on('end', () => {
          if (answer.statusCode === 200) resolve(Buffer.concat(chunks))
          else reject(new Error(`${path} answered ${answer.statusCode}`))
        })
      })
      asked.end(body)
    })
}
