// Long because it is one protocol, with each answer that a login can get.
import { describe, expect, test } from 'vitest'
import { readText } from './body.ts'
import { cookieOf, fakeCloud, json, ME, testApp } from '../testApp.ts'
import { UpstreamError, type UpstreamRequest } from './upstream.ts'

const CODE = {
  device_code: 'the-device-code-that-nobody-may-see',
  user_code: 'ABCD-1234',
  verification_uri: 'https://cloud.example/device',
  verification_uri_complete: 'https://cloud.example/device?user_code=ABCD-1234',
  interval: 5,
  expires_in: 600,
}
const TOKEN = 'phak_given-by-the-vendor'

type Reply = (request: UpstreamRequest) => Response | Promise<Response>

const denied = (error: string): Response =>
  Response.json({ detail: { error, error_description: 'words' } }, { status: 400 })

/** A console in front of a cloud whose token address answers what the test says, in that order. */
function login(tokens: Reply[], code: Reply = () => Response.json(CODE)) {
  const cloud = fakeCloud((request) => {
    if (request.path === '/auth/device/code') return code(request)
    if (request.path === '/auth/me') return Response.json(ME)
    const next = tokens.shift()
    if (request.path !== '/auth/device/token' || !next) throw new Error(`asked ${request.path}`)
    return next(request)
  })
  const app = testApp({ cloud })
  const start = (headers: Record<string, string> = {}) =>
    app.ask('/session/device', { method: 'POST', headers })
  const poll = (cookie: string, headers: Record<string, string> = {}) =>
    app.ask('/session/device', { headers: { cookie, ...headers } })
  return { ...app, cloud, start, poll }
}

const bodyOf = async (request: UpstreamRequest) =>
  JSON.parse(await readText(request.body, 10_000)) as Record<string, string>

describe('starting', () => {
  test('asks the vendor and shows what the person needs, and no more', async () => {
    const { start, cloud } = login([])
    const answer = await start()
    expect(answer.status).toBe(202)
    const text = await answer.text()
    expect(JSON.parse(text)).toEqual({
      status: 'pending',
      user_code: 'ABCD-1234',
      verification_uri: 'https://cloud.example/device',
      verification_uri_complete: 'https://cloud.example/device?user_code=ABCD-1234',
      interval: 5,
      expires_in: 600,
    })
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const cookie = answer.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(
      /^cvm_console_device=.*; Path=\/; HttpOnly; SameSite=Strict; Max-Age=600$/,
    )
    expect(text + cookie).not.toContain(CODE.device_code)
    const [sent] = cloud.seen
    expect(sent?.headers).not.toHaveProperty('x-api-key')
    expect(sent && (await bodyOf(sent))).toMatchObject({ client_id: 'phala-cli' })
  })

  test('an address to confirm at may be missing, and then is the complete one', async () => {
    const { verification_uri: _, ...short } = CODE
    const { start } = login([], () => Response.json(short))
    expect(await (await start()).json()).toMatchObject({
      verification_uri: CODE.verification_uri_complete,
    })
  })

  test.each([
    ['a script instead of an address', { verification_uri_complete: 'javascript:alert(1)' }],
    ['an address without TLS', { verification_uri_complete: 'http://cloud.example/device' }],
    ['a hostile second address', { verification_uri: 'javascript:alert(1)' }],
    ['an address with a line break', { verification_uri_complete: 'https://a/\nSet-Cookie: x' }],
    ['no device code', { device_code: '' }],
    ['an endless device code', { device_code: 'x'.repeat(1025) }],
    ['a code that lives for ever', { expires_in: 1e9 }],
    ['a code that is dead already', { expires_in: 0 }],
    ['an interval of nothing', { interval: 0 }],
    ['a user code that fills the screen', { user_code: 'x'.repeat(65) }],
  ])('%s is no start of a login', async (_name, wrong) => {
    const { start } = login([], () => Response.json({ ...CODE, ...wrong }))
    const answer = await start()
    expect(answer.status).toBe(502)
    expect(await answer.json()).toMatchObject({ error_code: 'ERR-CONSOLE-UPSTREAM-INVALID' })
    expect(answer.headers.getSetCookie()).toEqual([])
  })

  test.each<[string, Reply, number, string]>([
    ['is a page', () => new Response('<html>'), 502, 'did not start the login'],
    ['fails', () => Response.json(CODE, { status: 500 }), 502, 'status 500'],
    [
      'is elsewhere',
      () => new Response(null, { status: 302, headers: { location: 'https://evil.example' } }),
      502,
      'status 302',
    ],
    [
      'is down',
      () => Promise.reject(new UpstreamError('unreachable', {})),
      502,
      'cannot be reached',
    ],
    ['is silent', () => Promise.reject(new UpstreamError('timeout', {})), 504, 'in time'],
  ])('a vendor that %s is said so', async (_name, code, status, words) => {
    const answer = await login([], code).start()
    expect(answer.status).toBe(status)
    expect(((await answer.json()) as { message: string }).message).toContain(words)
  })

  test('again and again from one address is slowed down', async () => {
    const { start, cloud } = login([], () => new Response('no', { status: 400 }))
    for (let n = 0; n < 3; n++) expect((await start()).status).toBe(502)
    const asked = cloud.seen.length
    expect((await start()).status).toBe(429)
    expect(cloud.seen.length).toBe(asked)
  })

  test('is not offered where the cloud is not', async () => {
    const { ask } = testApp()
    for (const method of ['GET', 'POST', 'DELETE']) {
      expect((await ask('/session/device', { method })).status).toBe(404)
    }
    const put = await login([]).ask('/session/device', { method: 'PUT' })
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, POST, DELETE'])
  })
})

describe('waiting', () => {
  test('the vendor is asked as often as it wants, however often the page asks', async () => {
    const pending = () => denied('authorization_pending')
    const { start, poll, clock, cloud } = login([pending, pending, pending])
    let cookie = cookieOf(await start())
    const asked = () => cloud.seen.filter((one) => one.path === '/auth/device/token').length
    const next = async () => {
      const answer = await poll(cookie)
      expect(answer.status).toBe(202)
      cookie = cookieOf(answer)
      return (await answer.json()) as { interval: number; expires_in: number }
    }
    for (let n = 0; n < 5; n++) await next()
    expect(asked()).toBe(0)
    clock.now += 5000
    expect(await next()).toMatchObject({ interval: 5, expires_in: 595 })
    expect(asked()).toBe(1)
    await next()
    clock.now += 4999
    await next()
    expect(asked()).toBe(1)
    clock.now += 1
    await next()
    expect(asked()).toBe(2)
    const [token] = cloud.seen.filter((one) => one.path === '/auth/device/token')
    expect(token && (await bodyOf(token))).toEqual({
      device_code: CODE.device_code,
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    })
  })

  test('slow_down makes it slower for good', async () => {
    const { start, poll, clock } = login([
      () => denied('slow_down'),
      () => denied('authorization_pending'),
    ])
    let cookie = cookieOf(await start())
    clock.now += 5000
    let answer = await poll(cookie)
    expect(await answer.json()).toMatchObject({ status: 'pending', interval: 10 })
    cookie = cookieOf(answer)
    clock.now += 10_000
    answer = await poll(cookie)
    expect(await answer.json()).toMatchObject({ interval: 10 })
  })

  test.each<[string, Reply, number]>([
    ['an unknown error', () => denied('server_error'), 502],
    ['an answer that is no JSON', () => new Response('<html>', { status: 200 }), 502],
    ['a token that is none', () => Response.json({ access_token: 'a b\r\nx: y' }), 502],
    ['a redirect', () => new Response(null, { status: 302 }), 502],
    ['a lost connection', () => Promise.reject(new UpstreamError('unreachable', {})), 502],
    ['silence', () => Promise.reject(new UpstreamError('timeout', {})), 504],
  ])('%s does not end the login', async (_name, reply, status) => {
    const { start, poll, clock } = login([reply, () => Response.json({ access_token: TOKEN })])
    const cookie = cookieOf(await start())
    clock.now += 5000
    const answer = await poll(cookie)
    expect(answer.status).toBe(status)
    expect(answer.headers.getSetCookie()).toEqual([])
    expect((await poll(cookie)).status).toBe(200)
  })
})

describe('the end', () => {
  test('a confirmed login is a session, and its token is in the sealed cookie only', async () => {
    const { start, poll, clock, ask, cloud } = login([() => Response.json({ access_token: TOKEN })])
    const cookie = cookieOf(await start())
    clock.now += 5000
    const answer = await poll(cookie)
    const text = await answer.text()
    expect([answer.status, text]).toEqual([200, '{"status":"complete"}'])
    expect(JSON.stringify([...answer.headers])).not.toContain(TOKEN)
    expect(answer.headers.getSetCookie()).toEqual([
      'cvm_console_device=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0',
      expect.stringMatching(/^cvm_console\.default=.*; HttpOnly; SameSite=Strict; Max-Age=43200$/),
    ])
    const session = cookieOf(answer)
    expect(await (await ask('/session', { headers: { cookie: session } })).json()).toMatchObject({
      connection: 'cloud',
      user: { username: 'ada' },
    })
    await ask('/api/v1/auth/me', { headers: { cookie: session } })
    expect(cloud.seen.at(-1)?.headers['x-api-key']).toBe(TOKEN)
  })

  test('a new session ends the one in its place', async () => {
    const { start, poll, clock, signIn, ask } = login([
      () => Response.json({ access_token: TOKEN }),
    ])
    const before = await signIn()
    const pending = cookieOf(await start({ cookie: before }))
    clock.now += 5000
    expect((await poll(`${before}; ${pending}`)).status).toBe(200)
    expect((await ask('/session', { headers: { cookie: before } })).status).toBe(401)
  })

  test('asked for as new it stands beside the session that is there, and says where', async () => {
    const { start, clock, signIn, ask } = login([() => Response.json({ access_token: TOKEN })])
    const before = await signIn()
    const pending = cookieOf(await start({ cookie: before }))
    clock.now += 5000
    const answer = await ask('/session/device', {
      headers: { cookie: `${before}; ${pending}`, 'x-console-session': 'new' },
    })
    const name = answer.headers.get('x-console-session') ?? ''
    expect(name).toMatch(/^[0-9a-f]{12}$/)
    const [, kept = ''] = answer.headers.getSetCookie()
    expect(kept).toMatch(new RegExp(`^cvm_console\\.${name}=`))
    expect((await ask('/session', { headers: { cookie: before } })).status).toBe(200)
  })

  test('two tabs wait side by side, each for its own code', async () => {
    const codes = ['device-code-of-one', 'device-code-of-two']
    const asked: string[] = []
    const token: Reply = async (request) => {
      asked.push((await bodyOf(request))['device_code'] ?? '')
      return Response.json({ access_token: TOKEN })
    }
    const { start, poll, clock } = login([token, token], () =>
      Response.json({ ...CODE, device_code: codes.shift() }),
    )
    const [one, two] = [{ 'x-console-login': 'one' }, { 'x-console-login': 'two' }]
    const first = cookieOf(await start(one))
    const second = cookieOf(await start({ ...two, cookie: first }))
    clock.now += 5000
    const answer = await poll(`${first}; ${second}`, one)
    expect(answer.status).toBe(200)
    // What is forgotten is this login, and not the other one.
    expect(answer.headers.getSetCookie()[0]).toMatch(/^cvm_console_device\.one=;.*Max-Age=0$/)
    expect((await poll(second, two)).status).toBe(200)
    expect(asked).toEqual(['device-code-of-one', 'device-code-of-two'])
    expect((await poll(first, { 'x-console-login': '../one' })).status).toBe(400)
  })

  test('those that have waited longest make room when there are too many', async () => {
    const { start } = login([])
    const cookie = ['a', 'b', 'c', 'd'].map((name) => `cvm_console_device.${name}=x`).join('; ')
    const answer = await start({ cookie, 'x-console-login': 'e' })
    const set = answer.headers.getSetCookie().map((line) => line.split('=')[0])
    expect(set).toEqual(['cvm_console_device.e', 'cvm_console_device.a'])
  })

  test.each([
    ['access_denied', 403, 'ERR-CONSOLE-DEVICE-DENIED'],
    ['expired_token', 410, 'ERR-CONSOLE-DEVICE-EXPIRED'],
  ])('%s is said and forgets the login', async (error, status, code) => {
    const { start, poll, clock } = login([() => denied(error)])
    const cookie = cookieOf(await start())
    clock.now += 5000
    const answer = await poll(cookie)
    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject({ error_code: code })
    expect(answer.headers.get('set-cookie')).toMatch(/^cvm_console_device=;.*Max-Age=0$/)
  })

  test('after its time a login is over without a question', async () => {
    const { start, poll, clock, cloud } = login([])
    const cookie = cookieOf(await start())
    clock.now += 600_000
    expect((await poll(cookie)).status).toBe(410)
    expect(cloud.seen.length).toBe(1)
  })

  test.each([
    ['no cookie', () => ''],
    ['a changed one', (cookie: string) => `${cookie.slice(0, -3)}AAA`],
    ['one of another console', () => 'cvm_console_device=eyJhbGciOiJkaXIifQ..a.b.c'],
    [
      'a session in its place',
      (_: string, session: string) => session.replace(/^[^=]+/, 'cvm_console_device'),
    ],
  ])('with %s no login is under way', async (_name, forge) => {
    const { start, poll, signIn, clock, cloud } = login([])
    const session = await signIn()
    const cookie = cookieOf(await start())
    clock.now += 5000
    expect((await poll(forge(cookie, session))).status).toBe(410)
    expect(cloud.seen.length).toBe(1)
  })

  test('whoever changes their mind forgets it', async () => {
    const { ask, start } = login([])
    const cookie = cookieOf(await start())
    const answer = await ask('/session/device', { method: 'DELETE', headers: { cookie } })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('set-cookie')).toMatch(/^cvm_console_device=;.*Max-Age=0$/)
  })

  test('a key that the vendor gave and then refuses sets no session', async () => {
    const cloud = fakeCloud(({ path }) => {
      if (path === '/auth/device/code') return Response.json(CODE)
      if (path === '/auth/device/token') return Response.json({ access_token: TOKEN })
      return Response.json({ detail: 'no' }, { status: 401 })
    })
    const { ask, clock } = testApp({ cloud })
    const cookie = cookieOf(await ask('/session/device', json({})))
    clock.now += 5000
    const answer = await ask('/session/device', { headers: { cookie } })
    expect(answer.status).toBe(401)
    expect(answer.headers.getSetCookie().join()).not.toContain('cvm_console.default')
  })

  test('another site can neither start nor finish one', async () => {
    const { start, poll, cloud, clock } = login([() => Response.json({ access_token: TOKEN })])
    expect((await start({ origin: 'https://evil.example' })).status).toBe(403)
    expect((await start({ 'sec-fetch-site': 'none' })).status).toBe(403)
    expect(cloud.seen).toEqual([])
    const cookie = cookieOf(await start())
    clock.now += 5000
    expect((await poll(cookie, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect(cloud.seen.length).toBe(1)
  })
})
