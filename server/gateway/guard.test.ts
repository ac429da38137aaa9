import { describe, expect, test } from 'vitest'
import { json, ORIGIN, testApp } from '../testApp.ts'

describe('Host', () => {
  test.each(['127.0.0.1:4280', 'localhost', 'LOCALHOST:1', '[::1]:4280', 'console.example:8443'])(
    '%s is answered',
    async (host) => {
      expect((await testApp().ask('/healthz', { headers: { host } })).status).toBe(200)
    },
  )

  test.each([
    'evil.example',
    'evil.example:4280',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'console.example.evil',
    '169.254.169.254',
    '0.0.0.0',
    '',
  ])('%s is refused at every address', async (host) => {
    const { ask } = testApp()
    for (const path of [
      '/',
      '/healthz',
      '/session',
      '/api/v1/auth/me',
      '/sandbox/api/v1/auth/me',
    ]) {
      const answer = await ask(path, { headers: { host } })
      expect(answer.status).toBe(421)
      expect(await answer.json()).toMatchObject({ error_code: 'ERR-CONSOLE-HOST' })
    }
  })
})

describe('what another site can make a browser send', () => {
  const attempts: [string, Record<string, string>][] = [
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:9999' }],
    ['an opaque origin', { origin: 'null' }],
    ['an extension', { origin: 'chrome-extension://abc' }],
    ['a cross-site request', { 'sec-fetch-site': 'cross-site' }],
    ['a same-site request from a neighbour', { 'sec-fetch-site': 'same-site' }],
    ['a form typed into the address bar', { 'sec-fetch-site': 'none' }],
    ['a nonsense origin', { origin: '%%%' }],
  ]

  test.each(attempts)('%s changes nothing', async (_name, headers) => {
    const { ask, signIn, sandbox } = testApp()
    const cookie = await signIn()
    const before = sandbox.seen.length
    const calls: [string, string][] = [
      ['POST', '/session'],
      ['DELETE', '/session'],
      ['POST', '/session/device'],
      ['POST', '/api/v1/cvms/provision'],
      ['PATCH', '/api/v1/cvms/cvm_1/envs'],
      ['DELETE', '/api/v1/cvms/cvm_1'],
    ]
    for (const [method, path] of calls) {
      const answer = await ask(path, { method, headers: { ...headers, cookie } })
      expect([method, path, answer.status]).toEqual([method, path, 403])
    }
    expect(sandbox.seen.length).toBe(before)
    expect((await ask('/session', { headers: { cookie } })).status).toBe(200)
  })

  test('reads of the API from another site are refused too', async () => {
    const { ask, signIn } = testApp()
    const headers = { cookie: await signIn(), 'sec-fetch-site': 'cross-site' }
    expect((await ask('/api/v1/auth/me', { headers })).status).toBe(403)
    expect((await ask('/session', { headers })).status).toBe(403)
  })

  test("the console's own page is not refused", async () => {
    const { ask } = testApp()
    const headers = { origin: ORIGIN, host: '127.0.0.1:4280', 'sec-fetch-site': 'same-origin' }
    const answer = await ask('/session', json({ connection: 'sandbox' }, { headers }))
    expect(answer.status).toBe(204)
  })

  test('a link from another site opens the app', async () => {
    const answer = await testApp().ask('/cvms/x', { headers: { 'sec-fetch-site': 'cross-site' } })
    expect(answer.status).toBe(200)
  })

  test("the sandbox's plain API is for other origins, with their own key", async () => {
    const { ask, sandbox } = testApp()
    const headers = { origin: 'https://other.example', 'x-api-key': sandbox.key }
    const answer = await ask('/sandbox/api/v1/auth/me', { headers })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    const cookie = await testApp().signIn()
    expect((await ask('/sandbox/api/v1/auth/me', { headers: { cookie } })).status).toBe(401)
    const preflight = await ask('/sandbox/api/v1/cvms', { method: 'OPTIONS', headers })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-headers')).toContain('X-Phala-Version')
  })
})

describe('headers', () => {
  test('the API is inert when it is opened as a document', async () => {
    const { ask, signIn } = testApp({
      handle: (request) =>
        request.url.endsWith('/docker-compose.yml')
          ? new Response('<script>1</script>', { headers: { 'content-type': 'text/html' } })
          : undefined,
    })
    const cookie = await signIn()
    const answer = await ask('/api/v1/cvms/x/docker-compose.yml', { headers: { cookie } })
    expect(answer.headers.get('content-security-policy')).toContain('sandbox')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  test('HSTS and Secure cookies only where the browser speaks TLS', async () => {
    const { ask } = testApp()
    const body = { connection: 'sandbox', api_key: 'phak_the-right-one' }
    const plain = await ask('/session', json(body))
    expect(plain.headers.get('strict-transport-security')).toBeNull()
    expect(plain.headers.get('set-cookie')).toMatch(
      /^cvm_console\.default=[^;]+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/,
    )
    const headers = { host: 'console.example', origin: 'https://console.example' }
    const tls = await ask('/session', json(body, { headers }))
    expect(tls.headers.get('strict-transport-security')).toContain('max-age=')
    expect(tls.headers.get('set-cookie')).toMatch(/^__Host-cvm_console\.default=.*; Secure$/)
  })
})
