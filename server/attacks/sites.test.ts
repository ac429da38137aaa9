import { describe, expect, test } from 'vitest'
import { OFFERED } from '../gateway/offer.ts'
import { json, ORIGIN, testApp } from '../testApp.ts'

/** Every address at which anything can be changed: what the API takes, and the console's own. */
const CHANGES = [
  ...OFFERED.filter(({ method }) => method !== 'GET').map(({ method, path }) => ({
    method,
    path: `/api/v1${path.replaceAll(':id', 'x1')}`,
  })),
  { method: 'POST', path: '/session' },
  { method: 'DELETE', path: '/session' },
  { method: 'POST', path: '/session/device' },
  { method: 'DELETE', path: '/session/device' },
]

/** What browsers say of a request that a page of another site made, old browsers and new ones. */
const FOREIGN: [string, Record<string, string>][] = [
  ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
  ['another site, in an old browser', { origin: 'https://evil.example' }],
  ['a site that hides its origin', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
  [
    'a neighbour on the same domain',
    { 'sec-fetch-site': 'same-site', origin: 'http://a.127.0.0.1' },
  ],
  ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
  ['a longer name', { origin: 'http://127.0.0.1:4280.evil.example' }],
  ['a shorter name', { origin: 'http://127.0.0.1' }],
  ['a name as a user', { origin: 'http://127.0.0.1:4280@evil.example' }],
  ['a file', { origin: 'file://' }],
  ['an extension', { origin: 'moz-extension://127.0.0.1:4280' }],
  ['nowhere', { origin: '' }],
  ['a list of origins', { origin: `${ORIGIN} https://evil.example` }],
  ['the address bar', { 'sec-fetch-site': 'none' }],
  ['an unknown relation', { 'sec-fetch-site': 'friendly' }],
]

test('the table of addresses is not empty', () => {
  expect(CHANGES.length).toBeGreaterThan(40)
})

describe('a request from', () => {
  test.each(FOREIGN)('%s changes nothing at any address', async (_name, headers) => {
    const { ask, signIn, sandbox } = testApp()
    const cookie = await signIn()
    const before = sandbox.seen.length
    const through: string[] = []
    for (const { method, path } of CHANGES) {
      const init = json({ connection: 'sandbox' }, { method, headers: { ...headers, cookie } })
      const answer = await ask(path, init)
      if (answer.status !== 403) through.push(`${method} ${path} ${answer.status}`)
      if (answer.headers.has('set-cookie')) through.push(`${method} ${path} set a cookie`)
    }
    expect(through).toEqual([])
    expect(sandbox.seen.length).toBe(before)
    expect((await ask('/session', { headers: { cookie } })).status).toBe(200)
  })

  test.each(FOREIGN)('%s with GET reads nothing that a cookie protects', async (_name, headers) => {
    const { ask, signIn } = testApp()
    const cookie = await signIn()
    const site = headers['sec-fetch-site']
    const foreign = {
      ...headers,
      'sec-fetch-site': site === undefined || site === 'none' ? 'cross-site' : site,
    }
    for (const path of [
      '/api/v1/auth/me',
      '/session',
      '/session/device',
      '/session/connections',
      '/session/all',
    ]) {
      const answer = await ask(path, { headers: { ...foreign, cookie } })
      expect([path, answer.status]).toEqual([path, 403])
    }
  })

  test('the page without TLS of a console behind TLS changes nothing', async () => {
    const { ask } = testApp()
    const from = (origin: string) =>
      ask(
        '/session',
        json(
          { connection: 'sandbox', api_key: 'phak_the-right-one' },
          { headers: { host: 'console.example', origin, 'x-forwarded-proto': 'https' } },
        ),
      )
    expect((await from('http://console.example')).status).toBe(403)
    expect((await from('https://console.example')).status).toBe(204)
  })
})

describe('a method in disguise', () => {
  test.each([
    ['a header', {}, { 'x-http-method-override': 'DELETE' }],
    ['another header', {}, { 'x-method-override': 'DELETE' }],
    ['the query', { _method: 'DELETE' }, {}],
  ])('in %s is the method it is', async (_name, query: Record<string, string>, headers) => {
    const { ask, signIn, sandbox } = testApp()
    const cookie = await signIn()
    const path = `/api/v1/cvms/x1?${new URLSearchParams(query)}`
    await ask(path, { headers: { ...headers, cookie } })
    expect(sandbox.seen.at(-1)?.method).toBe('GET')
    expect(sandbox.seen.at(-1)?.headers.has('x-http-method-override')).toBe(false)
    await ask('/session', { headers: { ...headers, cookie } })
    expect((await ask('/session', { headers: { cookie } })).status).toBe(200)
  })
})

describe('signing somebody in without asking them', () => {
  test.each([
    ['a form', 'application/x-www-form-urlencoded', 'connection=sandbox'],
    ['a form of plain text', 'text/plain', '{"connection":"sandbox","x":"="}'],
    ['a form with parts', 'multipart/form-data; boundary=x', '--x--'],
    ['nothing', undefined, '{"connection":"sandbox"}'],
    ['JSON in a comment', 'text/plain; application/json', '{"connection":"sandbox"}'],
  ])('by %s does not work, even where a browser says nothing', async (_name, type, body) => {
    const { ask, sandbox } = testApp()
    const headers = type === undefined ? undefined : { 'content-type': type }
    const answer = await ask('/session', {
      method: 'POST',
      body: type === undefined ? new TextEncoder().encode(body) : body,
      ...(headers && { headers }),
    })
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([415, []])
    expect(sandbox.seen).toEqual([])
  })
})
