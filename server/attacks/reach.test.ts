import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { OFFERED } from '../gateway/offer.ts'
import type { UpstreamRequest } from '../gateway/upstream.ts'
import { cookieOf, fakeCloud, json, ME, testApp } from '../testApp.ts'

const KEY = 'phak_12345678'

/** A console signed in to a cloud that notes all it is asked. */
async function signedIn(answer: (request: UpstreamRequest) => Response = () => Response.json({})) {
  const cloud = fakeCloud((request) =>
    request.path === '/auth/me' ? Response.json(ME) : answer(request),
  )
  const app = testApp({ cloud })
  const cookie = cookieOf(await app.ask('/session', json({ connection: 'cloud', api_key: KEY })))
  cloud.seen.length = 0
  return { ...app, cloud, cookie }
}

/** Segments that mean something to somebody: URL parsers, proxies, shells, object literals. */
const HOSTILE = [
  '..',
  '.',
  '...',
  '%2e%2e',
  '%2e',
  '.%2e',
  '%252e%252e',
  '..%2f..',
  '..%5c..',
  '%2f',
  '%5c',
  '\\',
  '//evil.example',
  '@evil.example',
  ':80',
  'http:',
  'http:%2f%2fevil.example',
  '?x',
  '#x',
  '%23x',
  '%3fx=1',
  ';x=1',
  '&x=1',
  '%00',
  '%0d%0aX-A:%20b',
  '%0a',
  '%',
  '%zz',
  '%c0%ae',
  '%u002e',
  '~',
  '-x',
  ' ',
  '%20',
  '__proto__',
  'constructor',
  '$(id)',
  '`id`',
  '*',
  '{}',
  '[]',
  'ü',
  '%C3%BC',
  '\u202e',
  'x'.repeat(129),
  '169.254.169.254',
]

describe('an identifier', () => {
  test('that is none reaches no address, wherever one may stand', async () => {
    const { ask, cookie, cloud, reports } = await signedIn()
    for (const { method, path } of OFFERED) {
      for (const [at] of path.matchAll(/:id/g)) {
        for (const evil of HOSTILE) {
          const filled = path.replace(at, () => evil).replaceAll(':id', 'x1')
          await ask(`/api/v1${filled}`, { method, headers: { cookie } })
        }
      }
    }
    const odd = cloud.seen.filter(
      ({ path }) => !/^(\/[A-Za-z0-9_][\w.-]{0,127})+(\?.*)?$/.test(path),
    )
    expect(odd.map(({ path }) => path)).toEqual([])
    expect(reports).toEqual([])
  })

  test('any text at all becomes an address that is offered, or none', async () => {
    const { ask, cookie, cloud, reports } = await signedIn()
    const segment = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...HOSTILE, 'cvms', 'apps', 'state', 'x1', 'kms', 'attestations'),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(segment, { minLength: 1, maxLength: 5 }), async (segments) => {
        const path = `/api/v1/${segments.join('/')}`
        fc.pre(URL.canParse(`http://127.0.0.1:4280${path}`))
        const answer = await ask(path, { headers: { cookie } })
        expect(answer.status).toBeLessThan(500)
      }),
      { numRuns: 500 },
    )
    const words = new Set(OFFERED.flatMap(({ path }) => path.split('/')))
    const first = cloud.seen.map(({ path }) => path.split(/[/?]/)[1] ?? '')
    expect(first.filter((word) => !words.has(word))).toEqual([])
    expect(
      cloud.seen.filter(({ path }) => /\.\.|%|\\|\/\//.test(path.split('?')[0] ?? '')),
    ).toEqual([])
    expect(reports).toEqual([])
  })
})

describe('a parameter', () => {
  test('stays one: nothing in a query leads elsewhere', async () => {
    const { ask, cookie, cloud } = await signedIn()
    const url = 'http://169.254.169.254/latest'
    for (const query of [
      `url=${url}`,
      `?url=${url}`,
      `redirect_uri=${url}`,
      `connection=sandbox`,
      `host=${url}`,
      `next=//evil.example`,
      `x=%0d%0aHost:%20evil`,
      `__proto__[x]=1`,
      `a=%00`,
      'api_key=other',
    ]) {
      await ask(`/api/v1/apps?${query}`, { headers: { cookie } })
    }
    for (const { path, headers, method } of cloud.seen) {
      expect(path).toMatch(/^\/apps\?[^\r\n\0 #]+$/)
      expect([method, headers['x-api-key'], headers['host']]).toEqual(['GET', KEY, undefined])
    }
    expect(cloud.seen.length).toBe(10)
  })

  test('never chooses a server: only connections of the operator can be named', async () => {
    const { ask, cloud } = await signedIn()
    for (const name of [
      'http://evil.example',
      '//evil',
      'sandbox/../cloud',
      '__proto__',
      'toString',
    ]) {
      const signIn = await ask('/session', json({ connection: name, api_key: KEY }))
      const read = await ask(`/public/v1/instance-types?connection=${encodeURIComponent(name)}`)
      expect([name, signIn.status, read.status]).toEqual([name, 400, 400])
    }
    expect(cloud.seen).toEqual([])
  })
})

describe('a header', () => {
  const HEADERS: Record<string, string> = {
    host: '127.0.0.1',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-for': '169.254.169.254',
    forwarded: 'host=evil.example',
    'x-original-url': '/admin',
    'x-rewrite-url': '/admin',
    'x-api-key': 'other',
    authorization: 'Bearer other',
    cookie2: 'x',
    te: 'trailers',
    expect: '100-continue',
    connection: 'x-api-key, close',
    'proxy-authorization': 'x',
    'content-encoding': 'gzip',
    'x-http-method-override': 'DELETE',
    'x-phala-version': '1\u00ff',
    range: 'bytes=0-1',
    'if-none-match': '*',
  }

  test('of the browser goes no further unless it means something to the API', async () => {
    const { ask, cookie, cloud } = await signedIn()
    await ask('/api/v1/apps', { headers: { ...HEADERS, cookie, accept: 'application/json' } })
    expect(cloud.seen[0]?.headers).toEqual({
      accept: 'application/json',
      'accept-encoding': 'identity',
      'user-agent': 'cvm-console',
      'x-api-key': KEY,
      'x-phala-version': '2026-01-21',
    })
  })

  test('of the API goes no further unless it means something to the page', async () => {
    const hostile = {
      'set-cookie': 'cvm_console.default=x',
      'access-control-allow-origin': '*',
      'access-control-allow-credentials': 'true',
      'content-security-policy': 'default-src *',
      'clear-site-data': '"*"',
      refresh: '0; url=https://evil.example',
      link: '<https://evil.example>; rel=preload',
      'service-worker-allowed': '/',
      'x-frame-options': 'ALLOWALL',
      'strict-transport-security': 'max-age=0',
      'cache-control': 'public, max-age=99999',
      location: 'https://evil.example',
      server: 'x',
    }
    const { ask, cookie } = await signedIn(() => Response.json({}, { headers: hostile }))
    const { headers } = await ask('/api/v1/apps', { headers: { cookie } })
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('x-frame-options')).toBe('DENY')
    for (const name of [
      'set-cookie',
      'access-control-allow-origin',
      'clear-site-data',
      'refresh',
      'link',
      'location',
      'service-worker-allowed',
      'strict-transport-security',
      'server',
    ]) {
      expect([name, headers.get(name)]).toEqual([name, null])
    }
  })
})

test.each([301, 302, 303, 307, 308, 300, 305])(
  'a redirect %i of the API is neither followed with the key nor passed on',
  async (status) => {
    const { ask, cookie, cloud } = await signedIn(
      () => new Response(null, { status, headers: { location: 'https://evil.example/' } }),
    )
    for (const method of ['GET', 'POST']) {
      const path = method === 'GET' ? '/api/v1/apps' : '/api/v1/cvms/x1/start'
      const answer = await ask(path, { method, headers: { cookie } })
      expect([answer.status, answer.headers.get('location')]).toEqual([502, null])
    }
    expect(cloud.seen.length).toBe(2)
  },
)

test('whatever is asked, no answer leads to another site', async () => {
  const { ask, cookie, reports } = await signedIn()
  const start = fc.constantFrom(
    '/',
    '/sign-in',
    '/session',
    '/api/v1/',
    '/public/v1/',
    '/sandbox/api/v1/',
    '/healthz',
    '/assets/',
  )
  const rest = fc.oneof(
    fc.webUrl(),
    fc.constantFrom(
      '?next=//evil.example',
      '/evil.example',
      '\\evil.example',
      '?next=https://evil.example',
    ),
    fc.string(),
  )
  await fc.assert(
    fc.asyncProperty(start, rest, fc.boolean(), async (path, more, signed) => {
      fc.pre(URL.canParse(`http://127.0.0.1:4280${path}${more}`))
      const answer = await ask(path + more, { headers: signed ? { cookie } : {} })
      expect(answer.status < 300 || answer.status >= 400).toBe(true)
      for (const name of ['location', 'refresh', 'link'])
        expect(answer.headers.has(name)).toBe(false)
    }),
    { numRuns: 300 },
  )
  expect(reports).toEqual([])
})
