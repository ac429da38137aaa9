import { spawn } from 'node:child_process'
import { once } from 'node:events'
import http from 'node:http'
import { createInterface } from 'node:readline'
import { ME } from '../server/testApp.ts'
import { median, type Row } from './measure.ts'

const AT_ONCE = 64
const SECRET = 'of-the-throughput-bench-long-enough'
const ROUNDS = 7
const A_ROUND = 3000
/** Requests between the two looks at the memory. */
const MANY = 100_000

/** Requests a second through the gateway, against a bare Node proxy that does the same; and its memory. */
export async function run(): Promise<Row[]> {
  const api = await start(['bench/plain/api.mjs', JSON.stringify(ME)])
  const gateway = await start([
    '--expose-gc',
    '--import',
    './bench/loopDelay.mjs',
    'dist/server/main.js',
    '--port=0',
    '--connection=cloud',
    `--secret=${SECRET}`,
    `--cloud-url=http://127.0.0.1:${api.port}/api/v1`,
  ])
  const bare = await start(['bench/plain/proxy.mjs', String(api.port), SECRET])
  try {
    const cookie = await signIn(gateway.port)
    const ours = loader(gateway.port, cookie)
    const other = loader(bare.port, cookie)
    await ours(5000)
    await other(5000)
    const rates: [number, number][] = []
    for (let round = 0; round < ROUNDS; round++)
      rates.push([await ours(A_ROUND), await other(A_ROUND)])
    const [mine, theirs] = [median(rates.map(([a]) => a)), median(rates.map(([, b]) => b))]
    const ratio = median(rates.map(([a, b]) => a / b))
    const before = await gateway.heap()
    await ours(MANY)
    const after = await gateway.heap()
    return [
      {
        what: `requests a second, ${AT_ONCE} at once, against a bare Node proxy with the same cookie check and headers`,
        ours: `${mine.toFixed(0)}/s`,
        other: `${theirs.toFixed(0)}/s`,
        ratio,
        goal: 'at least 1',
        met: ratio >= 1,
      },
      {
        what: `memory in use after ${MANY} more requests (collected)`,
        ours: `${after.toFixed(1)} MB`,
        other: `${before.toFixed(1)} MB before`,
        ratio: after / before,
        goal: 'flat (below 1.1)',
        met: after / before < 1.1,
      },
    ]
  } finally {
    for (const { child } of [bare, gateway, api]) child.kill('SIGKILL')
  }
}

async function start(args: string[]) {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const said = createInterface({ input: child.stderr })
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  /** MB that are reachable. */
  const heap = async () => {
    const heard = once(said, 'line')
    child.kill('SIGUSR2')
    return Number(String((await heard)[0]).split(' ')[3])
  }
  return { child, heap, port: Number(line.split(':').at(-1)) }
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
