import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { fakeCloud, fakeSandbox, json, KEY, ME, testApp } from '../testApp.ts'
import { responseOf } from './answer.ts'
import { cloudConnection } from './connections.ts'
import { createLogFetch, isPrivate } from './logFetch.ts'

type Seen = { url: string; headers: IncomingMessage['headers'] }
const running: (() => void)[] = []
afterEach(() => {
  for (const stop of running.splice(0)) stop()
})

/** A cloud on a socket that hands out `address` as the place of every log. */
async function handingOut(
  address: (origin: string) => string,
  log: (request: IncomingMessage, response: ServerResponse) => void = (_, response) =>
    response.end('a line\n'),
) {
  const seen: Seen[] = []
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json')
    const { url = '', headers } = request
    if (url === '/api/v1/auth/me') return response.end(JSON.stringify(ME))
    if (url.startsWith('/api/v1/cvms/')) {
      const log_endpoint = address(origin)
      return response.end(
        JSON.stringify({ containers: [{ names: ['web'], id: 'a', log_endpoint }] }),
      )
    }
    seen.push({ url, headers })
    return log(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  running.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const limits = { headersMs: 1000, idleMs: 1000 }
  const { ask, reports } = testApp({ cloud: cloudConnection(new URL(`${origin}/api/v1`), limits) })
  const signedIn = await ask('/session', json({ connection: 'cloud', api_key: KEY }))
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const read = (signal?: AbortSignal) =>
    ask('/api/v1/cvms/x/logs/web?follow', { headers: { cookie }, ...(signal && { signal }) })
  return { read, seen, reports, port: new URL(origin).port }
}

describe('fetching a log', () => {
  test('sends no key, no cookie and nothing else of the browser', async () => {
    const { read, seen } = await handingOut((origin) => `${origin}/logs/a?token=t`)
    expect(await (await read()).text()).toBe('a line\n')
    expect(seen[0]?.url).toBe('/logs/a?token=t&follow')
    expect(Object.keys(seen[0]?.headers ?? {}).sort()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ])
  })

  test('hands a line on before the next one is written', async () => {
    let write: (text: string) => void = () => {}
    const { read } = await handingOut(
      (origin) => `${origin}/logs/a`,
      (_request, response) => {
        response.flushHeaders()
        write = (text) => (text ? response.write(text) : response.end())
      },
    )
    const reader = (await read()).body?.getReader()
    for (const line of ['one\n', 'two\n']) {
      write(line)
      expect(new TextDecoder().decode((await reader?.read())?.value)).toBe(line)
    }
    write('')
    expect((await reader?.read())?.done).toBe(true)
  })

  test('ends where the reader leaves', async () => {
    let closed: Promise<unknown> = Promise.resolve()
    const { read } = await handingOut(
      (origin) => `${origin}/logs/a`,
      (_request, response) => {
        closed = once(response, 'close')
        response.write('one\n')
      },
    )
    const leave = new AbortController()
    await (await read(leave.signal)).body?.getReader().read()
    leave.abort()
    expect(await closed).toEqual([])
  })

  test('does not follow a redirect', async () => {
    const { read, seen } = await handingOut(
      (origin) => `${origin}/logs/a`,
      (_request, response) => response.writeHead(302, { location: '/elsewhere' }).end(),
    )
    const answer = await read()
    expect(answer.status).toBe(502)
    expect(answer.headers.get('location')).toBeNull()
    expect(seen.map((one) => one.url)).toEqual(['/logs/a?follow'])
  })

  test.each([
    'http://127.0.0.1:1/',
    'https://127.0.0.1/logs',
    'https://0/',
    'https://0x7f.1/',
    'https://2130706433/',
    'https://017700000001/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:a9fe:a9fe]/',
    'https://[::127.0.0.1]/',
    'https://[64:ff9b::a9fe:a9fe]/',
    'https://[2002:7f00:1::]/',
    'https://[fd00:ec2::254]/',
    'https://[fe80::1]/',
    'https://[fec0::1]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://168.63.129.16/',
    'https://100.100.100.200/',
    'https://10.0.0.1/',
    'https://172.31.255.255/',
    'https://192.168.1.1/',
    'https://198.18.0.1/',
    'https://224.0.0.1/',
    'https://255.255.255.255/',
    'https://１２７.0.0.1/',
    'https://localhost/',
    'https://LOCALHOST/',
    'https://localhost./',
    'https://a.localhost/',
    'https://ada:secret@cloud.example/',
    'http://cloud.example/',
    'ftp://cloud.example/',
    'file:///etc/passwd',
    'data:text/plain,x',
    'javascript:1',
    '//cloud.example/',
    '/logs/a',
    'https://',
    '',
    ' ',
  ])('refuses %j, whoever handed it out', async (address) => {
    const { read, seen, reports } = await handingOut(() => address)
    const answer = await read()
    expect(answer.status).toBe(502)
    expect(await answer.json()).toMatchObject({
      error_code: 'ERR-CONSOLE-UPSTREAM-INVALID',
      message: expect.stringContaining('does not fetch from'),
    })
    expect([seen, reports]).toEqual([[], []])
  })

  test.each([
    (port: string) => `https://localhost.:${port}/`,
    (port: string) => `http://localhost:${port}/`,
    (port: string) => `http://127.0.0.1.:${port}/`,
    (port: string) => `http://127.1.1.1:${port}/`,
    (port: string) => `http://127.0.0.1:${port}@evil.example/`,
    (port: string) => `http://evil@127.0.0.1:${port}/`,
  ])('refuses the connection’s own address under another name (%#)', async (address) => {
    const { read, seen } = await handingOut((origin) => address(new URL(origin).port))
    // The URL standard reads `127.0.0.1.` as the very same host.
    const same = new URL(address('1')).hostname === '127.0.0.1' && !new URL(address('1')).username
    const answer = await read()
    expect([answer.status, seen.length]).toEqual(same ? [200, 1] : [502, 0])
  })

  test('of the sandbox stays inside it', async () => {
    const inside = fakeSandbox((request) =>
      request.url.includes('/logs/') ? new Response(request.headers.get('x-api-key')) : undefined,
    )
    const fetchLog = createLogFetch({ headersMs: 100, idleMs: 100 }, inside)
    const own = {
      ...fakeCloud(() => new Response()),
      name: 'sandbox' as const,
      origin: 'http://a/api',
    }
    const { signal } = new AbortController()
    const log = await fetchLog('http://a/api/logs/x?token=t', own, signal)
    expect(await responseOf(log).text()).toBe('')
    expect(new URL(inside.seen[0]?.url ?? '').pathname).toBe('/logs/x')
    for (const other of ['http://a/apix', 'http://a/api', 'http://a/api/../x', 'http://b/api/x']) {
      await expect(fetchLog(other, own, signal)).rejects.toMatchObject({
        response: { status: 502 },
      })
    }
    expect(inside.seen.length).toBe(1)
  })
})

test.each(['1.1.1.1', '8.8.8.8', '172.32.0.1', '[2606:4700::1111]', '[2a00::1]', 'cloud.example'])(
  '%s is on the public internet',
  (host) => expect(isPrivate(host)).toBe(false),
)
