import { spawn } from 'node:child_process'
import { once } from 'node:events'
import http from 'node:http'
import { createInterface } from 'node:readline'
import { ME } from '../server/testApp.ts'
import { median, type Row } from './measure.ts'

const AT_ONCE = 64
const SECRET = 'of-the-throughput-bench-long-enough'
const ROUNDS = 9
const A_ROUND = 5000
/** Requests between the two looks at the memory. */
const MANY = 100_000

/** Both sides are started with the same, so that what measures weighs on both alike. */
const MEASURED = ['--expose-gc', '--import', './bench/loopDelay.mjs']

/** Requests a second through the gateway, against a bare Node proxy that does the same; and its memory. */
export async function run(): Promise<Row[]> {
  const api = await start(['bench/plain/api.mjs', JSON.stringify(ME)])
  const gateway = await start([
    ...MEASURED,
    'dist/server/main.js',
    '--port=0',
    '--connection=cloud',
    `--secret=${SECRET}`,
    `--cloud-url=http://127.0.0.1:${api.port}/api/v1`,
  ])
  const bare = await start([...MEASURED, 'bench/plain/proxy.mjs', String(api.port), SECRET])
  try {
    const cookie = await signIn(gateway.port)
    const ours = side(gateway, cookie)
    const other = side(bare, cookie)
    for (let round = 0; round < ROUNDS; round++) {
      // Each goes first in turns.
      for (const one of round % 2 ? [other, ours] : [ours, other]) await one.round()
    }
    const ratio = median(ours.rates.map((rate, n) => rate / (other.rates[n] ?? 0)))
    const work = median(ours.works) / median(other.works)
    const before = await gateway.measured()
    await ours.load(MANY)
    const after = await gateway.measured()
    const memory = after.heap / before.heap
    return [
      {
        what: `requests a second, ${AT_ONCE} at once, against a bare Node proxy with the same cookie check and headers`,
        ours: `${median(ours.rates).toFixed(0)}/s`,
        other: `${median(other.rates).toFixed(0)}/s`,
        ratio,
        goal: 'at least 1',
        met: ratio >= 1,
      },
      {
        what: 'processor time of each of those requests',
        ours: `${median(ours.works).toFixed(0)} µs`,
        other: `${median(other.works).toFixed(0)} µs`,
        ratio: work,
        goal: 'at most 1',
        met: work <= 1,
      },
      {
        what: `memory in use after ${MANY} more requests (collected)`,
        ours: `${after.heap.toFixed(1)} MB`,
        other: `${before.heap.toFixed(1)} MB before`,
        ratio: memory,
        goal: 'flat (below 1.1)',
        met: memory < 1.1,
      },
    ]
  } finally {
    for (const { child } of [bare, gateway, api]) child.kill('SIGKILL')
  }
}

type Server = Awaited<ReturnType<typeof start>>

async function start(args: string[]) {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const said = createInterface({ input: child.stderr })
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  /** MB that are reachable, and ms of processor time. */
  const measured = async () => {
    const heard = once(said, 'line')
    child.kill('SIGUSR2')
    const [, , , heap, work] = String((await heard)[0]).split(' ')
    return { heap: Number(heap), work: Number(work) }
  }
  return { child, measured, port: Number(line.split(':').at(-1)) }
}

/** One of the two: its rates, a second, and the µs of processor time of a request, round by round. */
function side(server: Server, cookie: string) {
  const rates: number[] = []
  const works: number[] = []
  const load = loader(server.port, cookie)
  let warm = false
  const round = async () => {
    if (!warm) await load(A_ROUND)
    warm = true
    const before = await server.measured()
    rates.push(await load(A_ROUND))
    works.push((((await server.measured()).work - before.work) / A_ROUND) * 1000)
  }
  return { rates, works, load, round }
}

/** Sends so many requests on kept-alive connections and says how many a second that were. */
function loader(port: number, cookie: string) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE })
  const options = { agent, host: '127.0.0.1', port, path: '/api/v1/apps', headers: { cookie } }
  const ask = () =>
    new Promise<void>((resolve, reject) => {
      const asked = http.get(options, (answer) => {
        if (answer.statusCode !== 200) reject(new Error(`answered ${answer.statusCode}`))
        answer.resume().on('end', resolve).on('error', reject)
      })
      asked.on('error', reject)
    })
  return async (times: number) => {
    const from = performance.now()
    let sent = 0
    const worker = async () => {
      while (sent++ < times) await ask()
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
    return times / ((performance.now() - from) / 1000)
  }
}

async function signIn(port: number): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ connection: 'cloud', api_key: 'phak_of-the-throughput-bench' }),
  })
  if (answer.status !== 204) throw new Error(`the sign-in answered ${answer.status}`)
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}
