// Long because it is one subject: what comes in by either entrance is read alike, case by case.
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import type { Place } from './gateway/asked.ts'
import { readText } from './gateway/body.ts'
import { listen } from './listen.ts'
import { nodeListener } from './nodeListener.ts'
import { LOCAL_HEADER } from './sandbox/sandbox.ts'
import { plainRead } from './nodeRead.ts'
import { KEY, type TestApp, testApp } from './testApp.ts'

const running: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const stop of running.splice(0)) await stop()
})

async function serving(listener: RequestListener): Promise<number> {
  const server = createServer(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  running.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

/** All that is said on a connection of its own to what was written there. */
async function said(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.write(text, 'latin1')
  let all = ''
  for await (const chunk of socket) all += (chunk as Buffer).toString('latin1')
  return all
}

type Read = { method: string; place: Place; headers: (string | null)[] }
type Given = { url: string; method: string; headers: Pick<Headers, 'get'>; place?: Place }
const NAMES = ['host', 'cookie', 'origin', 'sec-fetch-site', 'x-phala-version', '__proto__']

/** How the two ways read one request; undefined where it is none, or not plain. */
async function bothWays() {
  const seen: { plain?: Read | undefined; whole?: Read | undefined } = {}
  const read = ({ url, method, headers, place }: Given): Read => {
    const { host, pathname, search } = place ?? new URL(url)
    return {
      method,
      place: { host, pathname, search },
      headers: NAMES.map((name) => headers.get(name)),
    }
  }
  const adapter = getRequestListener(
    async (request, { outgoing }) => {
      seen.whole = read(request)
      outgoing.end()
      return RESPONSE_ALREADY_SENT
    },
    { overrideGlobalObjects: false },
  )
  const port = await serving((incoming, outgoing) => {
    const plain = plainRead(incoming, outgoing)
    seen.plain = plain && read(plain)
    void adapter(incoming, outgoing)
  })
  return async (text: string) => {
    seen.plain = undefined
    seen.whole = undefined
    const answer = await said(port, text)
    return { ...seen, status: answer.slice(9, 12) }
  }
}

/** Mostly what is plain, so that a good part of it is plain altogether. */
const mostly = (plain: fc.Arbitrary<string>, odd: string) =>
  fc.oneof(
    { weight: 6, arbitrary: plain },
    { weight: 1, arbitrary: fc.constantFrom(...odd.split(' ')) },
  )

const method = mostly(fc.constant('GET'), 'HEAD POST OPTIONS')
const start = mostly(
  fc.constantFrom('/api/v1/', '/sandbox/api/v1/'),
  '/api/v1 /api/v1// /x/ http://a.b/api/v1/ /sandbox/ /sandbox//api/v1/ /sandbox/../api/v1/',
)
const piece = mostly(
  fc.stringMatching(/^[A-Za-z0-9_.-]{1,8}$/),
  ' . .. ... %2e%2e %2f \\ # ? @ : x;y & ~ \' " | [ \xe9 \x7f ^ ` { < * ( ! $ ,',
)
const query = mostly(
  fc.constantFrom('', '?page=1', '?q=%41&b=c%2F', '?x=//evil'),
  '? ?a?b ?a#b ?[] ?\' ?" ?\\ ?| ?\xe9 ?% ?a=<b> ?{ ?^`',
)
const target = fc
  .tuple(start, fc.array(piece, { minLength: 1, maxLength: 4 }), query)
  .map(([before, pieces, after]) => before + pieces.join('/') + after)
const host = mostly(
  fc.constantFrom('127.0.0.1:4280', 'localhost', 'a.example:8443', '[::1]:80', '0.0.0.0', '1a.b'),
  ' Localhost 0x7f.1 127.1 a@b a:99999 -a a..b 1.2.3 xn--a a: a:080 a:80 1.2.3.4:443 01.2.3.4 1.2.3.400 ' +
    'a.0x1 a. a_b a.b.xn--c a:65536 a:064 \xe9 a%2fb a/b a?b a#b 1.2.3.4.5 0xa 8',
)
const line = fc.constantFrom(
  'Cookie: a=b',
  'Cookie: c=d; e=f',
  'Origin: http://x',
  'Sec-Fetch-Site: none',
  'sec-fetch-site:',
  'X-Phala-Version:  2 ',
  'Host: evil.example',
  'HOST: localhost',
  '__proto__: x',
  'X-A: \xe9',
)

describe('a plain read', () => {
  test('is read as the adapter reads it, whatever is sent', async () => {
    const read = await bothWays()
    let plain = 0
    await fc.assert(
      fc.asyncProperty(
        method,
        target,
        host,
        fc.array(line, { maxLength: 3 }),
        async (method, path, host, lines) => {
          const head = [`${method} ${path} HTTP/1.1`, `Host: ${host}`, ...lines]
          const both = await read(`${head.join('\r\n')}\r\nConnection: close\r\n\r\n`)
          if (!both.plain) return
          plain++
          expect(both.plain).toEqual(both.whole)
        },
      ),
      { numRuns: 3000 },
    )
    expect(plain).toBeGreaterThan(100)
  })

  test('is every call that a page or a program makes all day', async () => {
    const read = await bothWays()
    for (const call of [
      'GET /api/v1/cvms/paginated?page=1&page_size=100',
      'GET /api/v1/apps?page=1&search=a%20b&status=running',
      'GET /api/v1/cvms/cvm_1/state?target=running',
      'GET /api/v1/cvms/0b0f8a4e-3a0e-4a1f-9c55-2f5f0f6f7a01/docker-compose.yml',
      'GET /sandbox/api/v1/cvms/paginated?page_size=100',
      'POST /api/v1/status/batch',
    ]) {
      const head = `${call} HTTP/1.1\r\nHost: 127.0.0.1:4280\r\nContent-Length: 0\r\n`
      expect([call, (await read(`${head}Connection: close\r\n\r\n`)).plain]).not.toContain(
        undefined,
      )
    }
  })
})

describe('whichever way a read comes in', () => {
  // The second address is the first one for a URL, and not plain.
  const WAYS = ['/api/v1/auth/me', '/api/v1/./auth/me']
  const PROGRAM_WAYS = WAYS.map((path) => `/sandbox${path}`)

  /** The status that they have in common, as they have all else. */
  async function bothAnswer(
    app: TestApp,
    ways: string[],
    lines: string[],
    [method, body] = ['GET', ''],
  ) {
    const listening = await listen('127.0.0.1', 0)
    listening.answerWith(nodeListener(app.app))
    running.push(() => listening.close(0))
    const host = lines.some((one) => one.startsWith('Host:')) ? [] : ['Host: 127.0.0.1']
    const answers: string[] = []
    for (const path of ways) {
      const head = [`${method} ${path} HTTP/1.1`, ...host, ...lines, 'Connection: close']
      const answer = await said(listening.port, `${head.join('\r\n')}\r\n\r\n${body}`)
      answers.push(answer.replace(/^Date: .*$/m, ''))
    }
    const [plain = '', whole = ''] = answers
    expect(plain.split('\r\n').sort()).toEqual(whole.split('\r\n').sort())
    expect(plain).toContain("content-security-policy: default-src 'none'")
    expect(app.reports).toEqual([])
    return Number(plain.slice('HTTP/1.1 '.length, 12))
  }

  test.each<[string, number, (cookie: string) => string[]]>([
    ['with its sign-in is answered', 200, (cookie) => [cookie]],
    ['without one is not', 401, () => []],
    ['with a sealed cookie that was altered is not', 401, (cookie) => [cookie.slice(0, -6)]],
    ['for a sign-in of another name is not', 401, (c) => [c, 'X-Console-Session: other']],
    ['for a sign-in whose name is none is not', 401, (c) => [c, 'X-Console-Session: ../x']],
    ['from a page of another workspace is not', 409, (c) => [c, 'X-Console-Workspace: cloud-x']],
    ['from another site is not', 403, (c) => [c, 'Sec-Fetch-Site: cross-site']],
    ['from a neighbour is not', 403, (c) => [c, 'Sec-Fetch-Site: same-site']],
    ['for a foreign host is not', 421, (c) => [c, 'Host: evil.example']],
    ['for two hosts is not', 421, (c) => [c, 'Host: 127.0.0.1', 'Host: evil.example']],
    ['for two hosts, the foreign one first, is not', 421, (c) => [c, 'Host: x.y', 'Host: 127.1']],
    ['with an announced body beyond all is not', 413, (c) => [c, 'Content-Length: 9999999']],
    [
      'over TLS with a cookie that is not bound to it is not',
      401,
      (c) => [c, 'X-Forwarded-Proto: https'],
    ],
  ])('%s', async (_what, status, headers) => {
    const app = testApp()
    const lines = headers(`Cookie: ${await app.signIn()}`)
    expect(await bothAnswer(app, WAYS, lines)).toBe(status)
  })

  test.each<[string, number, string[]]>([
    ['with its key is answered', 200, [`X-API-Key: ${KEY}`]],
    ['without one is not', 401, []],
    ['with another one is not', 401, ['X-API-Key: phak_another']],
    [
      'from a page of another site is answered, too',
      200,
      [`X-API-Key: ${KEY}`, 'Origin: http://x'],
    ],
    ['for a foreign host is not', 421, [`X-API-Key: ${KEY}`, 'Host: evil.example']],
    ['over TLS says so', 200, [`X-API-Key: ${KEY}`, 'X-Forwarded-Proto: https']],
  ])('of a program %s', async (_what, status, lines) => {
    expect(await bothAnswer(testApp(), PROGRAM_WAYS, lines)).toBe(status)
  })

  test.each(['GET', 'POST'])(
    'a program at the machine itself is known by its %s',
    async (method) => {
      const local: (string | null)[] = []
      const app = testApp({
        handle: ({ headers }) => {
          local.push(headers.get(LOCAL_HEADER))
          return Response.json({})
        },
      })
      const lines = [`X-API-Key: ${KEY}`, 'Content-Length: 0']
      expect(await bothAnswer(app, PROGRAM_WAYS, lines, [method, ''])).toBe(200)
      expect(local).toEqual(['yes', 'yes'])
    },
  )

  test('who guesses keys is slowed down by where the guesses come from', async () => {
    const app = testApp()
    const addresses: (string | undefined)[] = []
    const listening = await listen('127.0.0.1', 0)
    running.push(() => listening.close(0))
    listening.answerWith(
      nodeListener((asked, peer) => {
        addresses.push(peer?.address)
        return app.app(asked, peer)
      }),
    )
    for (const path of PROGRAM_WAYS) {
      await said(
        listening.port,
        `GET ${path} HTTP/1.1\r\nHost: a\r\nX-API-Key: phak_guess\r\nConnection: close\r\n\r\n`,
      )
    }
    expect(addresses).toEqual(['127.0.0.1', '127.0.0.1'])
  })

  const echo = (heard: string[]) =>
    testApp({
      handle: async ({ headers, body }) => {
        if (headers.get('x-api-key') !== KEY) return new Response(null, { status: 401 })
        heard.push(await readText(body, 100_000))
        return Response.json({})
      },
    })

  test.each<[string, number, string[], string]>([
    ['with its key', 200, [`X-API-Key: ${KEY}`, 'Content-Length: 5'], 'a\u00e9b\r\n'],
    ['with nothing', 200, [`X-API-Key: ${KEY}`, 'Content-Length: 0'], ''],
    ['without a length', 200, [`X-API-Key: ${KEY}`], ''],
    ['in chunks', 200, [`X-API-Key: ${KEY}`, 'Transfer-Encoding: chunked'], '2\r\nab\r\n0\r\n\r\n'],
    ['just short', 200, [`X-API-Key: ${KEY}`, 'Content-Length: 65536'], 'x'.repeat(65_536)],
    ['just long', 200, [`X-API-Key: ${KEY}`, 'Content-Length: 65537'], 'x'.repeat(65_537)],
    ['beyond the limit', 413, [`X-API-Key: ${KEY}`, 'Content-Length: 900000'], 'x'.repeat(900_000)],
    ['without its key', 401, ['Content-Length: 5'], 'hello'],
  ])('what is sent %s is heard alike', async (_what, status, lines, body) => {
    const heard: string[] = []
    expect(await bothAnswer(echo(heard), PROGRAM_WAYS, lines, ['POST', body])).toBe(status)
    expect(heard.length).toBe(status === 200 ? 2 : 0)
    expect(heard[0]).toBe(heard[1])
  })

  test('what was sent and not read is not taken for the next request', async () => {
    const heard: string[] = []
    const listening = await listen('127.0.0.1', 0)
    listening.answerWith(nodeListener(echo(heard).app))
    running.push(() => listening.close(0))
    const request = (key: string, body: string, more = '') =>
      `POST /sandbox/api/v1/status/batch HTTP/1.1\r\nHost: localhost\r\nX-API-Key: ${key}\r\n` +
      `Content-Length: ${body.length}\r\n${more}\r\n${body}`
    const first = request('phak_another', request(KEY, 'hidden'))
    const answers = await said(
      listening.port,
      first + request(KEY, 'seen', 'Connection: close\r\n'),
    )
    expect(answers.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 401', 'HTTP/1.1 200'])
    expect(heard).toEqual(['seen'])
  })
})

describe('a short body', () => {
  test.each([
    ['that breaks off', 'abc', false],
    ['whose sender is gone before it is read', 'abcde', true],
  ])('%s is never taken for a whole one', async (_what, text, isGone) => {
    const outcome = await new Promise((resolve, reject) => {
      const listening = serving(async (incoming, outgoing) => {
        const { body = null } = plainRead(incoming, outgoing) ?? {}
        socket?.destroy()
        if (isGone) await new Promise((done) => incoming.once('close', done))
        resolve(await readText(body, 100).catch((error: Error) => error))
      })
      let socket: Socket | undefined
      listening
        .then((port) => {
          socket = connect(port, '127.0.0.1')
          const head = 'POST /api/v1/x HTTP/1.1\r\nHost: a\r\nContent-Length: 5'
          socket.write(`${head}\r\n\r\n${text}`)
        })
        .catch(reject)
    })
    expect(outcome).toBeInstanceOf(Error)
  })
})
