import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { OFFERED } from '../gateway/offer.ts'
import { json } from '../testApp.ts'
import { CLOUD_KEY, signedIn } from '../testing/signedIn.ts'

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
      expect([method, headers['x-api-key'], headers['host']]).toEqual(['GET', CLOUD_KEY, undefined])
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
      const signIn = await ask('/session', json({ connection: name, api_key: CLOUD_KEY }))
      const read = await ask(`/public/v1/instance-types?connection=${encodeURIComponent(name)}`)
      expect([name, signIn.status, read.status]).toEqual([name, 400, 400])
    }
    expect(cloud.seen).toEqual([])
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
