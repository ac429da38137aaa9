import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { ME } from '../server/testApp.ts'
import type { Row } from './measure.ts'

const SECONDS = Number(process.env['LOAD_SECONDS'] ?? 60)
const PER_SECOND = 1000
const STREAMS = 1000
/** One in a hundred answers of the API takes this long, in ms. */
const SLOW = 2000
const KEY = 'phak_of-the-load-test'
/** The limit of the console: so many attempts fail in a minute before all are refused, so many from one address. */
const WRONG_PER_MINUTE = 200
const WRONG_PER_ADDRESS = 10

/**
 * The gateway under steady load, in front of an API that is slow now and then; sign-ins go on meanwhile,
 * and wrong ones as many as the limit lets through.
 */
export async function run(): Promise<Row[]> {
  const api = await startApi()
  const gateway = await startGateway(api.port)
  const idle = startIdle()
  const agent = new http.Agent({ keepAlive: true, maxSockets: 512 })
  const ask = (path: string, headers: http.OutgoingHttpHeaders = {}) =>
    request(agent, gateway.port, path, headers)
  try {
    const cookie = await signIn(gateway.port)
    const streams = await Promise.all(
      Array.from({ length: STREAMS }, (_, n) => openStream(gateway.port, `x${n}`, cookie)),
    )
    const before = await gateway.measured()
    await idle.measured()
    const tally = { sent: 0, failed: 0, signIns: 0, wrong: 0, refused: 0 }
    const open: Promise<void>[] = []
    const failed = () => void tally.failed++
    const from = performance.now()
    while (performance.now() - from < SECONDS * 1000) {
      const due = Math.floor(((performance.now() - from) / 1000) * PER_SECOND)
      for (; tally.sent < due; tally.sent++) {
        open.push(
          ask('/api/v1/apps', { cookie }).then((status) => {
            if (status !== 200) tally.failed++
          }),
        )
      }
      const seconds = due / PER_SECOND
      if (tally.signIns < seconds) {
        tally.signIns++
        open.push(signIn(gateway.port).then(() => undefined, failed))
      }
      if (tally.wrong < (seconds * WRONG_PER_MINUTE) / 60) {
        const address = `127.0.1.${1 + Math.floor(tally.wrong++ / WRONG_PER_ADDRESS)}`
        open.push(
          wrongSignIn(gateway.port, address).then((status) => {
            if (status === 429) tally.refused++
            else if (status !== 401) tally.failed++
          }),
        )
      }
      await sleep(5)
    }
    await Promise.all(open)
    const after = await gateway.measured()
    const nothing = await idle.measured()
    const ended = streams.filter((stream) => stream.closed).length
    const last = ask('/api/v1/apps/slow-one', { cookie })
    await sleep(100)
    gateway.child.kill('SIGTERM')
    const finished = (await last) === 200 && (await gateway.exited) === 0
    return [
      {
        what: `${PER_SECOND} requests a second for ${SECONDS} s, 1 % of them slow, ${STREAMS} streams open: errors that the API did not make`,
        ours: `${tally.failed} of ${tally.sent}, ${ended} streams cut; ${tally.signIns} sign-ins, ${tally.wrong} wrong ones, ${tally.refused} of these beyond the limit`,
        goal: '0',
        met: tally.failed === 0 && ended === 0,
      },
      {
        what: 'under that load, how long the event loop is held up (99th percentile)',
        ours: `${after.delay.toFixed(1)} ms`,
        other: `${nothing.delay.toFixed(1)} ms in a process that does nothing`,
        goal: 'below 50 ms',
        met: after.delay < 50,
      },
      {
        what: 'under that load, memory',
        ours: `${after.rss} MB`,
        other: `${before.rss} MB before`,
        goal: 'below 400 MB',
        met: after.rss < 400,
      },
      {
        what: 'SIGTERM with a request under way',
        ours: finished ? 'answered, then status 0' : 'cut',
        goal: 'answered',
        met: finished,
      },
    ]
  } finally {
    for (const { child } of [gateway, idle]) child.kill('SIGKILL')
    agent.destroy()
    api.close()
  }
}

async function startApi() {
  let asked = 0
  const server = http.createServer((incoming, response) => {
    const { url = '' } = incoming
    response.setHeader('content-type', 'application/json')
    if (url.endsWith('/auth/me')) {
      if (incoming.headers['x-api-key'] === KEY) return response.end(JSON.stringify(ME))
      response.statusCode = 401
      return response.end('{"detail":"Invalid API key"}')
    }
    if (url.includes('/state')) {
      response.setHeader('content-type', 'text/event-stream')
      return response.write('event: state\ndata: {}\n\n')
    }
    const body = JSON.stringify({ items: [], total: 0, url })
    if (url.endsWith('/apps/slow-one') || ++asked % 100 === 0) {
      return setTimeout(() => response.end(body), SLOW)
    }
    return response.end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { port: (server.address() as AddressInfo).port, close }
}

async function startGateway(api: number) {
  const child = spawn(
    process.execPath,
    [
      '--import',
      './bench/loopDelay.mjs',
      'dist/server/main.js',
      '--port=0',
      '--connection=cloud',
      '--secret=of the load test, long enough',
      `--cloud-url=http://127.0.0.1:${api}/api/v1`,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const exited = once(child, 'exit').then(([status]) => status as number | null)
  const measured = measuring(child)
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  return { child, exited, measured, port: Number(line.split(':').at(-1)) }
}

/** What the machine alone holds up: a process beside the gateway that has nothing to do. */
function startIdle() {
  const nothing = ['--import', './bench/loopDelay.mjs', '--eval', 'setInterval(() => {}, 60_000)']
  const child = spawn(process.execPath, nothing, { stdio: ['ignore', 'ignore', 'pipe'] })
  return { child, measured: measuring(child) }
}

function measuring(child: ChildProcess & { stderr: NodeJS.ReadableStream }) {
  const said = createInterface({ input: child.stderr })
  return async () => {
    const heard = once(said, 'line')
    child.kill('SIGUSR2')
    const [, delay, rss] = String((await heard)[0]).split(' ')
    return { delay: Number(delay), rss: Number(rss) }
  }
}

/** The status of an answer that was read to its end; 0 for one that was not. */
function request(
  agent: http.Agent,
  port: number,
  path: string,
  headers: http.OutgoingHttpHeaders,
): Promise<number> {
  return new Promise((resolve) => {
    const asked = http.get({ agent, port, path, headers, host: '127.0.0.1' }, (answer) => {
      answer.resume()
      answer.on('error', () => resolve(0))
      answer.on('end', () => resolve(answer.statusCode ?? 0))
    })
    asked.on('error', () => resolve(0))
  })
}

async function openStream(port: number, cvm: string, cookie: string) {
  const asked = http.get({
    agent: new http.Agent(),
    host: '127.0.0.1',
    port,
    path: `/api/v1/cvms/${cvm}/state`,
    headers: { cookie, accept: 'text/event-stream' },
  })
  const [answer] = (await once(asked, 'response')) as [http.IncomingMessage]
  const stream = { closed: false }
  answer.resume()
  answer.on('error', () => (stream.closed = true)).on('close', () => (stream.closed = true))
  return stream
}

async function signIn(port: number): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ connection: 'cloud', api_key: KEY }),
  })
  if (answer.status !== 204) throw new Error(`the sign-in answered ${answer.status}`)
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

/** What a sign-in with a key that the API does not know is answered, from an address of its own. */
function wrongSignIn(port: number, localAddress: string): Promise<number> {
  const body = JSON.stringify({ connection: 'cloud', api_key: 'phak_of-nobody' })
  const headers = { 'content-type': 'application/json', 'content-length': body.length }
  const options = { port, localAddress, headers, host: '127.0.0.1', path: '/session' }
  return new Promise((resolve) => {
    const asked = http.request({ ...options, agent: false, method: 'POST' }, (answer) => {
      answer.resume()
      answer.on('error', () => resolve(0))
      answer.on('end', () => resolve(answer.statusCode ?? 0))
    })
    asked.on('error', () => resolve(0))
    asked.end(body)
  })
}
