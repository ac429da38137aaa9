import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { listen } from '../listen.ts'
import { nodeListener } from '../nodeListener.ts'
import { cookieOf, json, KEY, ME, testApp } from '../testApp.ts'
import { type Answer, responseOf } from './answer.ts'
import { cloudConnection } from './connections.ts'
import { createUpstream } from './upstream.ts'

const running: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const stop of running.splice(0)) await stop()
})

/** A server that answers bytes, and is told on which socket a request came and which one it is there. */
async function bytes(answer: (request: string, socket: Socket, nth: number) => string | void) {
  const open = new Set<Socket>()
  const server: Server = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => {})
    let nth = 0
    socket.on('data', (chunk) => {
      const said = answer(String(chunk), socket, ++nth)
      if (said !== undefined) socket.write(said, 'latin1')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  running.push(() => {
    for (const socket of open) socket.destroy()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { base: new URL(`http://127.0.0.1:${port}/api/v1`), sockets: open }
}

const ok = (body: string, headers = '') =>
  `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n${headers}\r\n${body}`

/** The console in front of an API that answers bytes. */
async function consoleOn(said: string) {
  const { base } = await bytes((request) =>
    request.startsWith('GET /api/v1/auth/me') ? ok(JSON.stringify(ME)) : said,
  )
  const { app, reports } = testApp({
    cloud: cloudConnection(base, { headersMs: 500, idleMs: 500 }),
  })
  const listening = await listen('127.0.0.1', 0)
  listening.answerWith(nodeListener(app))
  running.push(() => listening.close(0))
  const origin = `http://127.0.0.1:${listening.port}`
  const signedIn = await fetch(`${origin}/session`, json({ connection: 'cloud', api_key: KEY }))
  const cookie = cookieOf(signedIn)
  const ask = (path: string) => fetch(origin + path, { headers: { cookie } })
  return { ask, reports }
}

describe('an API that does not speak HTTP', () => {
  test.each([
    ['no HTTP at all', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['a status of nothing', 'HTTP/1.1 000 X\r\nContent-Length: 0\r\n\r\n'],
    ['a status beyond all', 'HTTP/1.1 999 X\r\nContent-Length: 0\r\n\r\n'],
    ['a status of 600', 'HTTP/1.1 600 X\r\nContent-Length: 2\r\n\r\n{}'],
    ['a change of protocols', 'HTTP/1.1 101 X\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nx'],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}'],
    [
      'a length beside chunks',
      'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a line break in a header', 'HTTP/1.1 200 OK\r\nX-A: b\rSet-Cookie: c=d\r\n\r\n'],
    ['a NUL in a header', 'HTTP/1.1 200 OK\r\nX-Request-Id: a\0b\r\nContent-Length: 0\r\n\r\n'],
    [
      'a control sign in a header',
      'HTTP/1.1 200 OK\r\nX-Request-Id: a\x01b\r\nContent-Length: 0\r\n\r\n',
    ],
    ['a header without a name', 'HTTP/1.1 200 OK\r\n: x\r\nContent-Length: 0\r\n\r\n'],
    ['headers without end', `HTTP/1.1 200 OK\r\n${'X-A: b\r\n'.repeat(20_000)}`],
  ])('with %s is said to be broken, and the console lives', async (_name, said) => {
    const { ask, reports } = await consoleOn(said)
    const answer = await ask('/api/v1/apps')
    expect(answer.status).toBe(502)
    expect(((await answer.json()) as { error_code: string }).error_code).toMatch(
      /^ERR-CONSOLE-UPSTREAM/,
    )
    expect(answer.headers.getSetCookie()).toEqual([])
    expect((await ask('/healthz')).status).toBe(200)
    expect(reports).toEqual([])
  })

  test('with signs beyond ASCII in a header does no harm', async () => {
    const { ask } = await consoleOn(ok('{}', 'X-Request-Id: caf\xe9\r\nX-Other: \xff\r\n'))
    const answer = await ask('/api/v1/apps')
    expect([answer.status, await answer.text()]).toEqual([200, '{}'])
    expect(answer.headers.get('x-request-id')).toMatch(/^caf/)
  })

  test('with a body that is no chunk never looks whole', async () => {
    const { ask } = await consoleOn(
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\nzz\r\n',
    )
    await expect(ask('/api/v1/apps').then((answer) => answer.text())).rejects.toThrow('terminated')
  })
})

describe('connections upstream', () => {
  const ask = (upstream: ReturnType<typeof createUpstream>, method = 'GET') =>
    upstream({ method, path: '/x', headers: {}, body: null, signal: new AbortController().signal })
  const text = async (answer: Promise<Answer>) => responseOf(await answer).text()
  const limits = { headersMs: 500, idleMs: 500 }

  test('are kept for reads, and one that died meanwhile is tried again once', async () => {
    // The first socket answers one request, and hangs up on its second one without a word.
    let first: Socket | undefined
    const { base, sockets } = await bytes((_request, socket, nth) => {
      first ??= socket
      if (socket === first && nth === 2) return void socket.resetAndDestroy()
      return ok(`"${nth}"`)
    })
    const upstream = createUpstream(base, limits)
    expect(await text(ask(upstream))).toBe('"1"')
    expect(await text(ask(upstream))).toBe('"1"')
    expect(sockets.size).toBe(2)
    expect(await text(ask(upstream))).toBe('"2"')
    expect(sockets.size).toBe(2)
  })

  test('are new for every change, and a change that died is never sent again', async () => {
    let changes = 0
    const { base, sockets } = await bytes((request, socket) => {
      if (request.startsWith('GET')) return ok('1')
      changes++
      return void socket.resetAndDestroy()
    })
    const upstream = createUpstream(base, limits)
    await text(ask(upstream))
    await expect(ask(upstream, 'POST')).rejects.toMatchObject({ reason: 'unreachable' })
    expect([changes, sockets.size]).toEqual([1, 2])
  })

  test('a read on a fresh connection that dies is not repeated', async () => {
    let reads = 0
    const { base } = await bytes((_request, socket) => {
      reads++
      return void socket.resetAndDestroy()
    })
    await expect(ask(createUpstream(base, limits))).rejects.toMatchObject({ reason: 'unreachable' })
    expect(reads).toBe(1)
  })

  test('an API that takes the request and says nothing is given up, and its socket with it', async () => {
    let ended: Promise<unknown> = Promise.resolve()
    const { base } = await bytes((_request, socket) => {
      ended = once(socket, 'close')
    })
    const upstream = createUpstream(base, { headersMs: 30, idleMs: 500 })
    await expect(ask(upstream)).rejects.toMatchObject({ reason: 'timeout' })
    await ended
  })

  test('headers that trickle in count as silence', async () => {
    const { base } = await bytes((_request, socket) => {
      const drip = setInterval(() => socket.write('X-A: b\r\n'), 5)
      socket.once('close', () => clearInterval(drip))
      return 'HTTP/1.1 200 OK\r\n'
    })
    const upstream = createUpstream(base, { headersMs: 60, idleMs: 500 })
    await expect(ask(upstream)).rejects.toMatchObject({ reason: 'timeout' })
  })
})
