// Long because it is one subject, what goes through the proxy and what does not, case by case.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { once } from 'node:events'
import { afterEach, describe, expect, test } from 'vitest'
import { listen } from '../listen.ts'
import { nodeListener } from '../nodeListener.ts'
import { cookieOf, json, KEY, ME, testApp } from '../testApp.ts'
import { cloudConnection } from './connections.ts'

type Reply = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>

const running: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of running.splice(0)) await stop()
})

/** An API on a socket, and the console in front of it on another: everything is really sent. */
async function behind(reply: Reply, limits = { headersMs: 5000, idleMs: 5000 }) {
  const seen: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[] =
    []
  const upstream = createServer((request, response) => {
    void (async () => {
      if (request.url === '/api/v1/auth/me') {
        response.setHeader('content-type', 'application/json')
        return response.end(JSON.stringify(ME))
      }
      const entry = { method: request.method ?? '', url: request.url ?? '', body: '' }
      seen.push(Object.assign(entry, { headers: request.headers }))
      request.on('data', (chunk: Buffer) => (entry.body += String(chunk)))
      request.on('error', () => {})
      await reply(request, response)
    })()
  })
  upstream.listen(0, '127.0.0.1')
  await once(upstream, 'listening')
  const { port } = upstream.address() as AddressInfo
  const cloud = cloudConnection(new URL(`http://127.0.0.1:${port}/api/v1`), limits)
  const { app } = testApp({ cloud })
  const listening = await listen('127.0.0.1', 0)
  listening.answerWith(nodeListener(app))
  running.push(
    () => listening.close(0),
    async () => {
      upstream.closeAllConnections()
      upstream.close()
    },
  )
  const origin = `http://127.0.0.1:${listening.port}`
  const signedIn = await fetch(`${origin}/session`, json({ connection: 'cloud', api_key: KEY }))
  const cookie = cookieOf(signedIn)
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(origin + path, { ...init, headers: { cookie, ...(init.headers as object) } })
  return { ask, cookie, listening, seen, upstream, origin }
}

const answerJson =
  (body: unknown): Reply =>
  (_request, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(body))
  }

describe('what is sent upstream', () => {
  test('is the call with the key and the version, and nothing else of the browser', async () => {
    const { ask, seen } = await behind(answerJson({}))
    await ask('/api/v1/apps?page=1&status=running&status=stopped', {
      headers: {
        'x-api-key': 'of the page',
        'x-phala-version': '2099-01-01',
        authorization: 'Bearer x',
        'x-forwarded-for': '1.2.3.4',
        'x-forwarded-host': 'evil',
        referer: 'http://127.0.0.1/secret',
      },
    })
    const sent = seen[0]
    expect(sent?.url).toBe('/api/v1/apps?page=1&status=running&status=stopped')
    expect(sent?.headers).toMatchObject({ 'x-api-key': KEY, 'x-phala-version': '2026-01-21' })
    for (const name of ['cookie', 'authorization', 'x-forwarded-for', 'referer', 'origin']) {
      expect(sent?.headers).not.toHaveProperty(name)
    }
  })

  test('keeps a version that is known and the headers that mean something', async () => {
    const { ask, seen } = await behind((request, response) => {
      request.on('end', () => response.end())
      request.resume()
    })
    const body = 'services: {}\n'
    await ask('/api/v1/cvms/x/docker-compose', {
      method: 'PATCH',
      body,
      headers: {
        'content-type': 'text/yaml',
        'x-phala-version': '2025-10-28',
        'x-compose-hash': 'abc',
        'x-transaction-hash': '0x1',
      },
    })
    expect(seen[0]).toMatchObject({ method: 'PATCH', body })
    expect(seen[0]?.headers).toMatchObject({
      'content-type': 'text/yaml',
      'content-length': String(body.length),
      'x-phala-version': '2025-10-28',
      'x-compose-hash': 'abc',
      'x-transaction-hash': '0x1',
    })
  })

  test('is nothing for an address that is not offered or an id that is none', async () => {
    const { ask, seen } = await behind(answerJson({}))
    const answers = [
      await ask('/api/v1/admin'),
      await ask('/api/v1/cvms/a%2fb'),
      await ask('/api/v1/cvms/..%2f..%2fadmin'),
      await ask('/api/v1/cvms/x/../../../admin'),
      await ask('/api/v1//evil.example/x'),
      await ask('/api/v1/cvms/x/start'),
      await ask(`/api/v1/cvms/paginated?q=${'x'.repeat(9000)}`),
    ]
    expect(answers.map((one) => one.status)).toEqual([404, 400, 400, 404, 404, 405, 400])
    expect(seen).toEqual([])
  })
})

describe('what comes back', () => {
  test('is status, body and the headers that mean something', async () => {
    const { ask } = await behind((_request, response) => {
      response.writeHead(429, {
        'content-type': 'application/json',
        'retry-after': '7',
        'x-request-id': 'r1',
        date: 'Tue, 03 Feb 2026 04:05:06 GMT',
        'set-cookie': 'a=b',
        'access-control-allow-origin': '*',
        'content-security-policy': 'default-src *',
        server: 'nginx',
      })
      response.end('{"detail":"slow"}')
    })
    const answer = await ask('/api/v1/apps')
    expect(answer.status).toBe(429)
    expect(await answer.json()).toEqual({ detail: 'slow' })
    expect(answer.headers.get('retry-after')).toBe('7')
    expect(answer.headers.get('x-request-id')).toBe('r1')
    // Its moments are by its own clock.
    expect(answer.headers.get('date')).toBe('Tue, 03 Feb 2026 04:05:06 GMT')
    expect(answer.headers.getSetCookie()).toEqual([])
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(answer.headers.get('server')).toBeNull()
  })

  test.each([401, 404, 409, 465, 503])('a status %i passes as it is', async (status) => {
    const { ask } = await behind((_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end('{"detail":"x"}')
    })
    const answer = await ask('/api/v1/cvms/x')
    expect([answer.status, await answer.text()]).toEqual([status, '{"detail":"x"}'])
  })

  test('204 has no body', async () => {
    const { ask } = await behind((_request, response) => void response.writeHead(204).end())
    const answer = await ask('/api/v1/cvms/x', { method: 'DELETE' })
    expect([answer.status, await answer.text()]).toEqual([204, ''])
  })

  test('a redirect is not followed with the key', async () => {
    let hits = 0
    const { ask } = await behind((_request, response) => {
      hits += 1
      response.writeHead(302, { location: '/api/v1/elsewhere' }).end()
    })
    const answer = await ask('/api/v1/apps')
    expect(answer.status).toBe(502)
    expect(await answer.json()).toMatchObject({ error_code: 'ERR-CONSOLE-UPSTREAM-INVALID' })
    expect(answer.headers.get('location')).toBeNull()
    expect(hits).toBe(1)
  })

  test('an answer that is cut never looks whole', async () => {
    const { ask } = await behind((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
      response.write('{"half":')
      setImmediate(() => response.destroy())
    })
    await expect(ask('/api/v1/apps').then((answer) => answer.text())).rejects.toThrow('terminated')
  })

  test('a chunked answer that is cut never looks whole', async () => {
    const { ask } = await behind((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.write('{"half":1}')
      setImmediate(() => response.destroy())
    })
    await expect(ask('/api/v1/apps').then((answer) => answer.text())).rejects.toThrow('terminated')
  })

  test('an API that is down is said to be down', async () => {
    const { ask, upstream } = await behind(answerJson({}))
    upstream.closeAllConnections()
    upstream.close()
    await once(upstream, 'close')
    const answer = await ask('/api/v1/apps')
    expect(answer.status).toBe(502)
    expect(await answer.json()).toMatchObject({
      error_code: 'ERR-CONSOLE-UPSTREAM-UNREACHABLE',
      message: 'Phala Cloud cannot be reached (ECONNREFUSED).',
    })
  })

  test('an API that does not answer in time is given up', async () => {
    const { ask } = await behind(() => {}, { headersMs: 50, idleMs: 5000 })
    const answer = await ask('/api/v1/apps')
    expect(answer.status).toBe(504)
    expect(await answer.json()).toMatchObject({ error_code: 'ERR-CONSOLE-UPSTREAM-TIMEOUT' })
  })

  test.each([
    ['breaks off', (_: IncomingMessage, response: ServerResponse) => void response.destroy()],
    ['does not answer in time', () => {}],
  ] as const)(
    'where an API %s, only whoever wanted a change is told to look for it',
    async (_, reply) => {
      const { ask } = await behind(reply, { headersMs: 50, idleMs: 5000 })
      const advice = async (path: string, init?: RequestInit) =>
        ((await (await ask(path, init)).json()) as { suggestions: string[] }).suggestions
      const look = ['Look whether the change happened before you send it again.']
      const again = ['Try again in a moment.']
      expect(await advice('/api/v1/apps?page=1')).toEqual(again)
      expect(await advice('/api/v1/status/batch', json({ vm_uuids: [] }))).toEqual(again)
      expect(await advice('/api/v1/cvms/x/start', json({}))).toEqual(look)
    },
  )

  test('a stream that falls silent is ended as broken', async () => {
    const { ask } = await behind(
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        response.write('event: state\ndata: {}\n\n')
      },
      { headersMs: 5000, idleMs: 60 },
    )
    await expect(ask('/api/v1/cvms/x/state').then((answer) => answer.text())).rejects.toThrow(
      'terminated',
    )
  })
})

describe('streams', () => {
  test('an event arrives before the next one is made', async () => {
    let more: (text: string) => void = () => {}
    const { ask, seen } = await behind((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.flushHeaders()
      more = (text) => (text ? response.write(text) : response.end())
    })
    const answer = await ask('/api/v1/cvms/x/state?target=running', {
      headers: { accept: 'text/event-stream', 'accept-encoding': 'gzip, br' },
    })
    expect(seen[0]?.headers['accept-encoding']).toBe('identity')
    expect(answer.headers.get('x-accel-buffering')).toBe('no')
    const reader = answer.body?.getReader()
    const decoder = new TextDecoder()
    for (const event of ['event: state\ndata: 1\n\n', 'event: state\ndata: 2\n\n']) {
      more(event)
      expect(decoder.decode((await reader?.read())?.value)).toBe(event)
    }
    more('')
    expect((await reader?.read())?.done).toBe(true)
  })

  test('one that nobody reads is not gathered up in memory, and arrives whole once it is', async () => {
    const chunk = 'x'.repeat(256 * 1024)
    const many = 400
    let written = 0
    const { cookie, listening } = await behind(async (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' })
      for (; written < many; written++) if (!response.write(chunk)) await once(response, 'drain')
      response.end()
    })
    const socket = connect(listening.port, '127.0.0.1')
    const head = ['GET /api/v1/cvms/x/state HTTP/1.1', 'Host: 127.0.0.1', `Cookie: ${cookie}`]
    socket.write(`${head.join('\r\n')}\r\nConnection: close\r\n\r\n`)
    await once(socket, 'readable')
    // Until the sockets' own buffers are full, and no more comes.
    let before = -1
    while (before !== written) {
      before = written
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    expect(written).toBeLessThan(many / 2)
    let bytes = 0
    for await (const part of socket) bytes += (part as Buffer).length
    expect(written).toBe(many)
    expect(bytes).toBeGreaterThan(many * chunk.length)
  })

  test('who leaves ends the call upstream too', async () => {
    let closed: Promise<unknown> = Promise.resolve()
    const { ask } = await behind((_request, response) => {
      closed = once(response, 'close')
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('data: 1\n\n')
    })
    const leave = new AbortController()
    const answer = await ask('/api/v1/cvms/x/state', { signal: leave.signal })
    await answer.body?.getReader().read()
    leave.abort()
    expect(await closed).toEqual([])
  })

  test('who leaves before the answer ends the call upstream too', async () => {
    let arrived: (call: { closed: Promise<unknown> }) => void = () => {}
    const arrival = new Promise<{ closed: Promise<unknown> }>((resolve) => (arrived = resolve))
    // Longer than this test may take: it is not the deadline that ends the call.
    const { ask } = await behind(
      (_request, response) => arrived({ closed: once(response, 'close') }),
      { headersMs: 600_000, idleMs: 600_000 },
    )
    const leave = new AbortController()
    const asked = ask('/api/v1/apps', { signal: leave.signal }).catch(() => 'left')
    const { closed } = await arrival
    leave.abort()
    expect(await asked).toBe('left')
    await closed
  })
})

describe('bodies', () => {
  test('an announced body over the limit is refused before anything is sent', async () => {
    const { ask, seen } = await behind(answerJson({}))
    const answer = await ask('/api/v1/cvms/provision', {
      method: 'POST',
      body: 'x'.repeat(2 * 1024 * 1024 + 1),
    })
    expect(answer.status).toBe(413)
    expect(await answer.json()).toMatchObject({ error_code: 'ERR-CONSOLE-TOO-LARGE' })
    expect(seen).toEqual([])
  })

  test('an unannounced body over the limit is cut, and upstream never sees it end', async () => {
    let ended = false
    const { ask, seen } = await behind((request) => {
      request.on('end', () => (ended = true))
      request.resume()
    })
    const chunk = new Uint8Array(256 * 1024)
    let left = 20
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        if (left-- > 0) controller.enqueue(chunk)
        else controller.close()
      },
    })
    const init = { method: 'POST', body, duplex: 'half' } as RequestInit
    const answer = await ask('/api/v1/cvms/provision', init)
    expect(answer.status).toBe(413)
    expect(seen.length).toBeLessThanOrEqual(1)
    expect(ended).toBe(false)
  })

  test('a large body within the limit arrives whole', async () => {
    const { ask, seen } = await behind((request, response) => {
      request.on('end', () => response.end('{}'))
    })
    const body = 'y'.repeat(1_500_000)
    expect((await ask('/api/v1/cvms/provision', { method: 'POST', body })).status).toBe(200)
    expect(seen[0]?.body.length).toBe(body.length)
  })

  test('two lengths for one body, or a length beside chunks, never reach the API', async () => {
    const { cookie, listening, seen } = await behind(answerJson({}))
    const attempts = [
      'Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcd',
      'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      'Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n',
      'X-A: b\nX-C: d\r\nContent-Length : 4\r\n\r\nabcd',
    ]
    for (const rest of attempts) {
      const socket = connect(listening.port, '127.0.0.1')
      socket.write(
        `POST /api/v1/cvms/x/start HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: ${cookie}\r\n${rest}`,
      )
      let text = ''
      for await (const chunk of socket) text += String(chunk)
      expect(text).toMatch(/^HTTP\/1\.1 400 /)
    }
    expect(seen).toEqual([])
  })
})

describe('stopping', () => {
  test('an answer under way is finished, a stream is ended', async () => {
    const parts: ServerResponse[] = []
    const { ask, listening } = await behind((request, response) => {
      parts.push(response)
      if (request.url?.includes('state')) {
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        response.write('data: 1\n\n')
      } else {
        response.writeHead(200, { 'content-type': 'application/json' })
        response.write('{"a":')
      }
    })
    const stream = await ask('/api/v1/cvms/x/state')
    const slow = await ask('/api/v1/apps')
    const closed = listening.close(5000)
    await expect(stream.text()).rejects.toThrow('terminated')
    parts[1]?.end('1}')
    expect(await slow.json()).toEqual({ a: 1 })
    await closed
    await expect(ask('/healthz')).rejects.toThrow('fetch failed')
  })
})
