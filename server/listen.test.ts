import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { readText } from './gateway/body.ts'
import { hardened, listen, type Listening } from './listen.ts'
import { nodeListener } from './nodeListener.ts'
import { cookieOf, fakeCloud, json, KEY, ME, testApp } from './testApp.ts'
import { talk } from './testing/socket.ts'

const running: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const stop of running.splice(0)) await stop()
})

const QUICK = {
  headersTimeout: 100,
  requestTimeout: 200,
  connectionsCheckingInterval: 20,
  keepAliveTimeout: 100,
}

/** The console on a socket. */
async function serve(patience?: typeof QUICK, test = testApp()) {
  const listening = await listen('127.0.0.1', 0, hardened(patience))
  listening.answerWith(nodeListener(test.app))
  running.push(() => listening.close(0))
  return { ...test, listening, port: listening.port, origin: `http://127.0.0.1:${listening.port}` }
}

const HEAD = 'GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n'
const healthy = async ({ port }: Listening) =>
  (await fetch(`http://127.0.0.1:${port}/healthz`, { headers: { connection: 'close' } })).status ===
  200

/** Opens a socket and says something on it; resolves to all that came back when it is closed. */
function open(port: number, text: string, drip?: string) {
  const socket: Socket = connect(port, '127.0.0.1')
  let said = ''
  socket.on('data', (chunk) => (said += String(chunk)))
  socket.on('error', () => {})
  socket.write(text)
  const dripping = drip === undefined ? undefined : setInterval(() => socket.write(drip), 10)
  const closed = once(socket, 'close').then(() => {
    clearInterval(dripping)
    return said
  })
  running.push(() => void socket.destroy())
  return { socket, closed }
}

describe('whoever is slow', () => {
  test('with the first byte, with the headers or with dripping them, is hung up on', async () => {
    const { port, listening } = await serve(QUICK)
    for (const closing of [
      open(port, HEAD).closed,
      open(port, 'GET'.slice(0, 2)).closed,
      open(port, HEAD, 'X-A: b\r\n').closed,
    ]) {
      expect(await closing).toMatch(/^(HTTP\/1\.1 408 |$)/)
    }
    expect(await healthy(listening)).toBe(true)
  })

  test('with a body is hung up on, and nothing was signed in', async () => {
    const { port, sandbox } = await serve(QUICK)
    const start =
      'POST /session HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{'
    expect(await open(port, start, ' ').closed).toMatch(/^HTTP\/1\.1 408 /)
    expect(sandbox.seen).toEqual([])
  })

  test('with a body on its way to the API ends the call there too', async () => {
    let aborted = 0
    const cloud = fakeCloud(async ({ path, signal, body }) => {
      if (path === '/auth/me') return Response.json(ME)
      signal.addEventListener('abort', () => aborted++)
      await readText(body, 10_000)
      return Response.json({})
    })
    const { port, origin } = await serve(QUICK, testApp({ cloud }))
    const cookie = cookieOf(
      await fetch(`${origin}/session`, json({ connection: 'cloud', api_key: KEY })),
    )
    const start = `POST /api/v1/cvms/provision HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: ${cookie}\r\nContent-Length: 5000\r\n\r\n{`
    expect(await open(port, start, ' ').closed).toMatch(/^HTTP\/1\.1 408 /)
    await expect.poll(() => aborted).toBe(1)
  })

  test('between two requests may idle for a while, and no longer', async () => {
    const { port } = await serve(QUICK)
    const said = await open(port, `${HEAD}\r\n`).closed
    expect(said.match(/HTTP\/1\.1 200/g)?.length).toBe(1)
  })

  test('with reading a stream is not hurried: only its own socket waits', async () => {
    const { listening, port } = await serve()
    const { socket } = open(port, `${HEAD}\r\n`.repeat(200))
    socket.pause()
    for (let n = 0; n < 5; n++) expect(await healthy(listening)).toBe(true)
  })
})

describe('a long answer to a slow reader', () => {
  test('arrives whole, and is waited for without piling up listeners', async () => {
    const warned: Error[] = []
    const onWarning = (warning: Error) => warned.push(warning)
    process.on('warning', onWarning)
    running.push(() => void process.off('warning', onWarning))
    const listening = await listen('127.0.0.1', 0, hardened())
    running.push(() => listening.close(0))
    const CHUNKS = 60
    listening.answerWith(
      nodeListener(async () => {
        let left = CHUNKS
        return new Response(
          new ReadableStream({
            pull: (controller) =>
              left-- > 0 ? controller.enqueue(new Uint8Array(256 * 1024)) : controller.close(),
          }),
        )
      }),
    )
    const answer = await fetch(`http://127.0.0.1:${listening.port}/`)
    let bytes = 0
    for await (const chunk of answer.body ?? []) bytes += (chunk as Uint8Array).byteLength
    expect(bytes).toBe(CHUNKS * 256 * 1024)
    // Node warns on its next turn.
    await new Promise((resolve) => setImmediate(resolve))
    expect(warned).toEqual([])
  })
})

describe('whoever is many', () => {
  test('with 1,000 connections that say nothing keeps nobody else out', async () => {
    const { port, listening } = await serve()
    const sockets = Array.from({ length: 1000 }, () => open(port, 'G'))
    await Promise.all(sockets.map(({ socket }) => once(socket, 'connect')))
    for (let n = 0; n < 10; n++) expect(await healthy(listening)).toBe(true)
    for (const { socket } of sockets) socket.destroy()
  })
})

describe('whoever is large', () => {
  test('with headers is told so', async () => {
    const { port, listening } = await serve()
    const [one, many] = await talk(
      port,
      `${HEAD}X-A: ${'x'.repeat(40_000)}\r\n\r\n`,
      `${HEAD}${'X-A: b\r\n'.repeat(10_000)}\r\n`,
    )
    expect(one).toMatch(/^HTTP\/1\.1 431 /)
    expect(many).toMatch(/^HTTP\/1\.1 431 /)
    expect(await healthy(listening)).toBe(true)
  })

  test('with a path is told so', async () => {
    const { port } = await serve()
    const [said] = await talk(
      port,
      `GET /${'x'.repeat(40_000)} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`,
    )
    expect(said).toMatch(/^HTTP\/1\.1 (414|431) /)
  })

  test('with chunk extensions is not read for ever', async () => {
    const { port } = await serve()
    const [said] = await talk(
      port,
      `POST /session HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n1;${'x'.repeat(40_000)}`,
    )
    expect(said).toMatch(/^HTTP\/1\.1 4\d\d /)
  })
})

describe('whoever does not speak HTTP', () => {
  test.each([
    ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['SSH', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['HTTP/0.9', 'GET /\r\n\r\n'],
    ['a bare line feed in a header', `${HEAD}X-A: b\nX-C: d\n\n`],
    ['a carriage return in a header', `${HEAD}X-A: b\rX-C: d\r\n\r\n`],
    ['a NUL in a header', `${HEAD}X-A: b\0c\r\n\r\n`],
    ['a header that is continued', `${HEAD}X-A: b\r\n  c\r\n\r\n`],
    ['a space before a colon', `${HEAD}X-A : b\r\n\r\n`],
    ['a method of its own', 'HACK /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'],
    ['no host', 'GET /healthz HTTP/1.1\r\n\r\n'],
    ['two hosts', `${HEAD}Host: evil.example\r\nConnection: close\r\n\r\n`],
    [
      'two hosts, the foreign one first',
      `GET /healthz HTTP/1.1\r\nHost: evil.example\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`,
    ],
  ])('but %s is refused', async (_name, text) => {
    const { port, listening, reports } = await serve()
    const [said = ''] = await talk(port, text)
    expect(said).toMatch(/^(HTTP\/1\.1 4\d\d |$)/)
    expect(said).not.toContain('"status":"ok"')
    expect(await healthy(listening)).toBe(true)
    expect(reports).toEqual([])
  })

  test.each([
    ['an absolute address of another host', 'GET http://evil.example/healthz HTTP/1.1'],
    ['another scheme', 'GET ftp://127.0.0.1/healthz HTTP/1.1'],
    ['an asterisk', 'OPTIONS * HTTP/1.1'],
    ['a tunnel', 'CONNECT 169.254.169.254:80 HTTP/1.1'],
    ['a host in the path', 'GET //evil.example/healthz HTTP/1.1'],
    ['a user in the host', 'GET http://127.0.0.1@evil.example/healthz HTTP/1.1'],
  ])('%s gets nothing of it', async (_name, line) => {
    const { port, listening, reports } = await serve()
    const [said = ''] = await talk(port, `${line}\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`)
    expect(said).not.toContain('"status":"ok"')
    expect(said).not.toMatch(/^location:/im)
    expect(await healthy(listening)).toBe(true)
    expect(reports).toEqual([])
  })
})

test('before it can answer, the port says that it is starting', async () => {
  const listening = await listen('127.0.0.1', 0)
  running.push(() => listening.close(0))
  const answer = await fetch(`http://127.0.0.1:${listening.port}/healthz`)
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1'])
})

test('a taken port is said, and nothing of the other process is touched', async () => {
  const first = await listen('127.0.0.1', 0)
  running.push(() => first.close(0))
  await expect(listen('127.0.0.1', first.port)).rejects.toMatchObject({ code: 'EADDRINUSE' })
})
