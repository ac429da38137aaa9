import { afterEach, describe, expect, test, vi } from 'vitest'
import { cookieOf, fakeCloud, json, KEY, ME, testApp } from '../testApp.ts'
import { createSessions } from './session.ts'
import { UpstreamError } from './upstream.ts'

const HOUR = 3_600_000

describe('signing in', () => {
  test('to the sandbox needs no key at the machine itself', async () => {
    const { ask, signIn } = testApp()
    const cookie = await signIn()
    const answer = await ask('/session', { headers: { cookie } })
    expect(await answer.json()).toEqual({
      connection: 'sandbox',
      user: { username: 'ada', email: 'ada@example.com', avatar: '' },
      workspace: { id: 'ws_1', name: 'Analytical', slug: 'analytical', tier: 'pro', role: 'owner' },
    })
  })

  test.each([
    ['from another machine', {}, { address: '192.168.1.9' }],
    ['from who knows where', {}, {}],
    ['through a reverse proxy on this machine', { 'x-forwarded-for': '9.9.9.9' }, undefined],
    ['through a proxy that keeps the public name', { host: 'console.example' }, undefined],
  ])('to the sandbox needs its key %s', async (_name, headers: Record<string, string>, peer) => {
    const { ask } = testApp()
    const without = await ask('/session', json({ connection: 'sandbox' }, { headers }), peer)
    expect(without.status).toBe(400)
    expect(await without.json()).toMatchObject({ details: [{ field: 'api_key' }] })
    const body = { connection: 'sandbox', api_key: KEY }
    expect((await ask('/session', json(body, { headers }), peer)).status).toBe(204)
  })

  test('a wrong key is said to be wrong, for its field, and no cookie is set', async () => {
    const { ask } = testApp()
    const answer = await ask('/session', json({ connection: 'sandbox', api_key: 'phak_wrong' }))
    expect(answer.status).toBe(401)
    expect(answer.headers.getSetCookie()).toEqual([])
    expect(await answer.json()).toMatchObject({
      error_code: 'ERR-CONSOLE-API-KEY',
      message: 'The sandbox refused this API key.',
      details: [{ field: 'api_key' }],
    })
  })

  test.each([
    ['{}', 'connection'],
    ['null', 'body'],
    ['{"connection":1}', 'connection'],
    ['{"connection":"nope"}', 'connection'],
    ['{"connection":"cloud"}', 'connection'],
    ['{"connection":"sandbox","api_key":7}', 'api_key'],
    ['{"connection":"sandbox","api_key":"a b\\r\\nx: y"}', 'api_key'],
    ['{"connection":"sandbox","api_key":"short"}', 'api_key'],
    ['not json', 'body'],
    ['', 'body'],
  ])('%s is refused for the field it is about', async (body, field) => {
    const headers = { 'content-type': 'application/json' }
    const answer = await testApp().ask('/session', { method: 'POST', headers, body })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ details: [{ field }] })
  })

  test('a form cannot sign anybody in, and a long body is not read', async () => {
    const { ask } = testApp()
    const form = await ask('/session', { method: 'POST', body: '{"connection":"sandbox"}' })
    expect(form.status).toBe(415)
    const long = { connection: 'sandbox', api_key: 'x'.repeat(20_000) }
    expect((await ask('/session', json(long))).status).toBe(413)
  })

  test.each([
    ['down', () => Promise.reject(new UpstreamError('unreachable', { code: 'ECONNREFUSED' })), 502],
    ['silent', () => Promise.reject(new UpstreamError('timeout', undefined)), 504],
    ['broken', () => new Response('oops', { status: 500 }), 502],
    ['a web page', () => new Response('<html>'), 502],
    ['another API', () => Response.json({ hello: 'world' }), 502],
    ['elsewhere', () => new Response(null, { status: 302, headers: { location: '/x' } }), 502],
  ])('an API that is %s is not called a wrong key', async (_name, send, status) => {
    const { ask } = testApp({ cloud: fakeCloud(send) })
    const answer = await ask('/session', json({ connection: 'cloud', api_key: 'phak_12345678' }))
    expect(answer.status).toBe(status)
    const body = (await answer.json()) as { message: string; error_code: string }
    expect(body.error_code).toMatch(/^ERR-CONSOLE-UPSTREAM/)
    expect(body.message).toContain('Phala Cloud')
  })

  test('failed attempts are slowed down per address, then allowed again', async () => {
    const { ask, clock } = testApp()
    const guess = (peer: string) =>
      ask('/session', json({ connection: 'sandbox', api_key: 'phak_guess' }), { address: peer })
    for (let n = 0; n < 3; n++) expect((await guess('10.0.0.1')).status).toBe(401)
    const slowed = await guess('10.0.0.1')
    expect(slowed.status).toBe(429)
    expect(Number(slowed.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await guess('10.0.0.2')).status).toBe(401)
    clock.now += 61_000
    expect((await guess('10.0.0.1')).status).toBe(401)
  })
})

describe('a session', () => {
  test.each([
    ['changed', (token: string) => `${token.slice(0, -2)}${token.endsWith('AA') ? 'BB' : 'AA'}`],
    ['cut', (token: string) => token.slice(0, -8)],
    ['emptied', () => 'cvm_console.default='],
    ['invented', () => 'cvm_console.default=eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..a.b.c'],
    ['unsealed', () => `cvm_console.default=${btoa(JSON.stringify({ alg: 'none' }))}.e30.`],
  ])('whose cookie was %s is none', async (_name, change) => {
    const { ask, signIn } = testApp()
    const cookie = change(await signIn())
    expect((await ask('/session', { headers: { cookie } })).status).toBe(401)
    const answer = await ask('/api/v1/auth/me', { headers: { cookie } })
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({ error_code: 'ERR-CONSOLE-UNAUTHENTICATED' })
  })

  test('ends 12 hours after its last use, and is renewed in use', async () => {
    const { ask, signIn, clock } = testApp()
    const first = await signIn()
    clock.now += HOUR
    const used = await ask('/api/v1/auth/me', { headers: { cookie: first } })
    const renewed = cookieOf(used)
    expect(renewed).toMatch(/^cvm_console\.default=/)
    clock.now += 11.5 * HOUR
    expect((await ask('/session', { headers: { cookie: first } })).status).toBe(401)
    expect((await ask('/session', { headers: { cookie: renewed } })).status).toBe(200)
  })

  test('that was signed out cannot be played again, renewed or not', async () => {
    const { ask, signIn, clock } = testApp()
    const first = await signIn()
    clock.now += HOUR
    const renewed = cookieOf(await ask('/session', { headers: { cookie: first } }))
    const out = await ask('/session', { method: 'DELETE', headers: { cookie: renewed } })
    expect(out.status).toBe(204)
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0')
    for (const cookie of [first, renewed]) {
      expect((await ask('/session', { headers: { cookie } })).status).toBe(401)
    }
  })

  test('is new after every sign-in: the one before it is over', async () => {
    const { ask, signIn } = testApp()
    const first = await signIn()
    const second = await signIn({ cookie: first })
    expect((await ask('/session', { headers: { cookie: first } })).status).toBe(401)
    expect((await ask('/session', { headers: { cookie: second } })).status).toBe(200)
  })

  test('lives beside others; the page chooses by header', async () => {
    const cloud = fakeCloud(() =>
      Response.json({ ...ME, workspace: { ...ME.workspace, name: 'Work' } }),
    )
    const { ask, signIn } = testApp({ cloud })
    const one = await signIn()
    const body = { connection: 'cloud', api_key: 'phak_12345678' }
    const headers = { 'x-console-session': 'work', cookie: one }
    const two = cookieOf(await ask('/session', json(body, { headers })))
    const cookie = `${one}; ${two}`
    const name = async (more: Record<string, string>) => {
      const answer = await ask('/session', { headers: { cookie, ...more } })
      return ((await answer.json()) as { workspace: { name: string } }).workspace.name
    }
    expect(await name({})).toBe('Analytical')
    expect(await name({ 'x-console-session': 'work' })).toBe('Work')
    await ask('/session', { method: 'DELETE', headers })
    expect(await name({})).toBe('Analytical')
    const bad = await ask('/session', { headers: { cookie, 'x-console-session': '../x' } })
    expect(bad.status).toBe(401)
  })

  test('on TLS is believed only from a cookie that a neighbour cannot set', async () => {
    const { ask, signIn } = testApp()
    const cookie = await signIn()
    const headers = { cookie, 'x-forwarded-proto': 'https' }
    expect((await ask('/session', { headers })).status).toBe(401)
    const bound = `__Host-${cookie}`
    expect((await ask('/session', { headers: { ...headers, cookie: bound } })).status).toBe(200)
  })
})

const session = {
  id: 's1',
  key: KEY,
  connection: 'sandbox' as const,
  user: { username: 'ada' },
  workspace: { id: 'w', name: 'W', slug: null },
}

describe('the key of an open session', () => {
  afterEach(() => {
    vi.useRealTimers()
    vi.restoreAllMocks()
  })

  test('is unsealed once for a minute of requests, and not held past that or the sign-out', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const sessions = createSessions(['secret'], Date.now)
    const token = await sessions.seal(session)
    const unsealings = vi.spyOn(crypto.subtle, 'decrypt')
    await sessions.open(token)
    expect(await sessions.open(token)).toMatchObject({ key: KEY })
    expect(unsealings).toHaveBeenCalledTimes(1)
    expect(vi.getTimerCount()).toBe(1)

    vi.advanceTimersByTime(60_000)
    expect(vi.getTimerCount()).toBe(0)
    await sessions.open(token)
    expect(unsealings).toHaveBeenCalledTimes(2)

    sessions.revoke('s1')
    expect(vi.getTimerCount()).toBe(0)
    expect(await sessions.open(token)).toBeUndefined()
    expect(unsealings).toHaveBeenCalledTimes(3)
  })
})

describe('the sealing secret', () => {
  test('can be changed: the old one still opens, and no longer seals', async () => {
    const old = createSessions(['old'], Date.now)
    const both = createSessions(['new', 'old'], Date.now)
    const fresh = createSessions(['new'], Date.now)
    expect(await both.open(await old.seal(session))).toMatchObject({ id: 's1' })
    expect(await fresh.open(await old.seal(session))).toBeUndefined()
    expect(await fresh.open(await both.seal(session))).toMatchObject({ id: 's1', key: KEY })
  })

  test('hides the key', async () => {
    const token = await createSessions(['secret'], Date.now).seal(session)
    const readable = token.split('.').map((part) => Buffer.from(part, 'base64url').toString())
    expect(readable.join()).not.toContain(KEY)
  })

  test('of a login under way does not open as a session', async () => {
    const sessions = createSessions(['secret'], Date.now)
    const state = await sessions.sealState({ ...session }, 60_000)
    expect(await sessions.open(state)).toBeUndefined()
    expect(await sessions.openState(await sessions.seal(session))).toBeUndefined()
  })
})
