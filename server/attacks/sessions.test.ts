import { EncryptJWT, SignJWT, UnsecuredJWT } from 'jose'
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { cpuTime } from '../../test/cpuTime.ts'
import { createSessions } from '../gateway/session.ts'
import { cookieOf, KEY, testApp } from '../testApp.ts'

const HOUR = 3_600_000
const SECRET = 'a secret of the tests'
const NAME = 'cvm_console.default'
const PAYLOAD = {
  id: 's1',
  key: KEY,
  connection: 'sandbox',
  user: { username: 'mallory' },
  workspace: { id: 'w', name: 'W', slug: null },
}
const sealingKey = (secret: string) => createHash('sha256').update(secret).digest()

describe('a cookie that was tampered with', () => {
  test('opens nothing, whichever of its characters was changed', async () => {
    const { ask, signIn } = testApp()
    const [name = '', token = ''] = (await signIn()).split('=')
    const opened: number[] = []
    const answers = Array.from({ length: token.length }, async (_, at) => {
      const other = token[at] === 'A' ? 'B' : 'A'
      const changed = `${token.slice(0, at)}${other}${token.slice(at + 1)}`
      const answer = await ask('/session', { headers: { cookie: `${name}=${changed}` } })
      if (answer.status !== 401) opened.push(at)
    })
    await Promise.all(answers)
    // The last character of each part carries bits that base64url throws away.
    const ends = token.split('.').map((_, n, parts) => parts.slice(0, n + 1).join('.').length - 1)
    expect(opened.filter((at) => !ends.includes(at))).toEqual([])
  })

  test('opens nothing when two cookies are put together', async () => {
    const { ask, signIn } = testApp()
    const tokens = [await signIn(), await signIn()].map(
      (one) => one.split('=')[1]?.split('.') ?? [],
    )
    for (let part = 0; part < 5; part++) {
      const mixed = (tokens[0] ?? []).map((own, at) => (at === part ? tokens[1]?.[at] : own))
      const same = mixed.join('.') === tokens[0]?.join('.')
      const answer = await ask('/session', { headers: { cookie: `${NAME}=${mixed.join('.')}` } })
      // The header is the same in all of them, and the key part is empty.
      expect([part, answer.status]).toEqual([part, same ? 200 : 401])
    }
  })

  const soon = new Date(Date.UTC(2026, 10, 24) + HOUR)
  const forged: [string, () => Promise<string>][] = [
    [
      'is not sealed at all',
      async () =>
        new UnsecuredJWT(PAYLOAD)
          .setAudience('session')
          .setIssuedAt()
          .setExpirationTime(soon)
          .encode(),
    ],
    [
      'is only signed, with the secret itself',
      () =>
        new SignJWT(PAYLOAD)
          .setProtectedHeader({ alg: 'HS256' })
          .setAudience('session')
          .setIssuedAt()
          .setExpirationTime(soon)
          .sign(new TextEncoder().encode(SECRET)),
    ],
    ['is sealed with another secret', () => sealed('another secret', 'session')],
    ['is sealed with an empty secret', () => sealed('', 'session')],
    ['is sealed for something else', () => sealed(SECRET, 'state')],
    ['is sealed for two things', () => sealed(SECRET, ['state', 'other'])],
    ['is sealed for nothing', () => sealed(SECRET)],
    ['never ends', () => sealed(SECRET, 'session', { exp: false })],
    ['says not when it was made', () => sealed(SECRET, 'session', { iat: false })],
    ['lacks an id', () => sealed(SECRET, 'session', { payload: { ...PAYLOAD, id: undefined } })],
    ['lacks a key', () => sealed(SECRET, 'session', { payload: { ...PAYLOAD, key: 7 } })],
    [
      'names no connection',
      () => sealed(SECRET, 'session', { payload: { ...PAYLOAD, connection: 'evil' } }),
    ],
  ]

  type Odd = { exp?: boolean; iat?: boolean; payload?: Record<string, unknown> }
  async function sealed(secret: string, audience?: string | string[], odd: Odd = {}) {
    const jwt = new EncryptJWT(odd.payload ?? PAYLOAD)
    jwt.setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    if (audience !== undefined) jwt.setAudience(audience)
    if (odd.iat !== false) jwt.setIssuedAt(Math.floor(soon.getTime() / 1000) - 3600)
    if (odd.exp !== false) jwt.setExpirationTime(soon)
    return jwt.encrypt(sealingKey(secret))
  }

  test('is told apart from one that is ours', async () => {
    const { ask } = testApp()
    const token = await sealed(SECRET, 'session')
    expect((await ask('/session', { headers: { cookie: `${NAME}=${token}` } })).status).toBe(200)
  })

  test.each(forged)('because it %s opens nothing', async (_name, forge) => {
    const { ask } = testApp()
    const answer = await ask('/session', { headers: { cookie: `${NAME}=${await forge()}` } })
    expect(answer.status).toBe(401)
  })

  test.each([
    'x'.repeat(30_000),
    '.'.repeat(30_000),
    'a.b.c.d.e',
    '....',
    '%00',
    '{"alg":"dir"}',
    'null',
  ])('to nonsense (%#) opens nothing, quickly', async (token) => {
    const { ask, reports } = testApp()
    const spent = await cpuTime(async () => {
      const answer = await ask('/session', { headers: { cookie: `${NAME}=${token}` } })
      expect([answer.status, reports]).toEqual([401, []])
    })
    expect(spent).toBeLessThan(250)
  })
})

describe('a session', () => {
  test('is never one that somebody else chose beforehand', async () => {
    const { ask, signIn } = testApp()
    const planted = await signIn()
    const victim = await signIn({ cookie: planted })
    expect(victim).not.toBe(planted)
    expect((await ask('/session', { headers: { cookie: planted } })).status).toBe(401)
    const sessions = createSessions([SECRET], () => Date.UTC(2026, 10, 24))
    const ids = await Promise.all(
      [planted, victim].map(async (one) => (await sessions.open(one.split('=')[1] ?? ''))?.id),
    )
    expect(new Set(ids).size).toBe(2)
  })

  test('is over at sign-out for a request that was under way then, too', async () => {
    let answer: (response: Response) => void = () => {}
    const { ask, signIn, clock } = testApp({
      handle: (request) =>
        request.url.endsWith('/apps') ? new Promise((resolve) => (answer = resolve)) : undefined,
    })
    const cookie = await signIn()
    clock.now += HOUR
    const slow = ask('/api/v1/apps', { headers: { cookie } })
    await ask('/session', { method: 'DELETE', headers: { cookie } })
    answer(Response.json({}))
    // It would have been renewed: the answer must not bring the session back.
    expect((await slow).headers.getSetCookie()).toEqual([])
    expect((await ask('/session', { headers: { cookie } })).status).toBe(401)
  })

  test('is over at sign-out wherever its cookie was copied to', async () => {
    const { ask, signIn } = testApp()
    const cookie = await signIn()
    const moved = cookie.replace(NAME, 'cvm_console.other')
    const elsewhere = { cookie: moved, 'x-console-session': 'other' }
    expect((await ask('/session', { headers: elsewhere })).status).toBe(200)
    await ask('/session', { method: 'DELETE', headers: { cookie } })
    expect((await ask('/session', { headers: elsewhere })).status).toBe(401)
    expect((await ask('/api/v1/auth/me', { headers: elsewhere })).status).toBe(401)
  })

  test('ends after 12 hours without use, to the second, and its answers say nothing of it', async () => {
    const { ask, signIn, clock, sandbox } = testApp()
    const cookie = await signIn()
    clock.now += 12 * HOUR - 1000
    expect((await ask('/api/v1/auth/me', { headers: { cookie } })).status).toBe(200)
    clock.now += 1000
    const before = sandbox.seen.length
    const answer = await ask('/api/v1/auth/me', { headers: { cookie } })
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([401, []])
    expect(sandbox.seen.length).toBe(before)
  })

  test('is renewed at most every half hour, and only by an answer to its own request', async () => {
    const { ask, signIn, clock } = testApp()
    const cookie = await signIn()
    const renewed = async () =>
      (await ask('/api/v1/auth/me', { headers: { cookie } })).headers.getSetCookie().length
    clock.now += HOUR / 2
    expect(await renewed()).toBe(0)
    clock.now += 1000
    expect(await renewed()).toBe(1)
    const other = await ask('/public/v1/instance-types', { headers: { cookie } })
    expect(other.headers.getSetCookie()).toEqual([])
  })

  test('is not opened by a clock that went back', async () => {
    const { ask, signIn, clock } = testApp()
    const cookie = await signIn()
    clock.now += 13 * HOUR
    expect((await ask('/session', { headers: { cookie } })).status).toBe(401)
  })
})

describe('a new secret', () => {
  const withSecrets = (...secrets: string[]) => {
    const clock = { now: Date.UTC(2026, 10, 24) }
    const app = testApp({ deps: { sessions: createSessions(secrets, () => clock.now) } })
    return { ...app, clock }
  }
  const status = async (app: ReturnType<typeof withSecrets>, cookie: string) =>
    (await app.ask('/session', { headers: { cookie } })).status

  test('takes over without a sign-out: what the old one sealed opens, and is sealed anew', async () => {
    const before = withSecrets('the old secret')
    const during = withSecrets('the new secret', 'the old secret')
    const after = withSecrets('the new secret')
    const old = await before.signIn()
    expect([await status(during, old), await status(after, old)]).toEqual([200, 401])
    during.clock.now += HOUR
    const renewed = cookieOf(await during.ask('/session', { headers: { cookie: old } }))
    after.clock.now += HOUR
    expect([await status(after, renewed), await status(before, renewed)]).toEqual([200, 401])
  })

  test('seals what is new: nothing is sealed with an old one any more', async () => {
    const during = withSecrets('the new secret', 'the old secret')
    const cookie = await during.signIn()
    expect(await status(withSecrets('the old secret'), cookie)).toBe(401)
    expect(await status(withSecrets('the new secret'), cookie)).toBe(200)
  })

  test('does not bring back who signed out under the old one', async () => {
    const during = withSecrets('the new secret', 'the old secret')
    const old = await withSecrets('the old secret').signIn()
    await during.ask('/session', { method: 'DELETE', headers: { cookie: old } })
    expect(await status(during, old)).toBe(401)
  })

  test('that only looks like the old one is another one', async () => {
    const cookie = await withSecrets('the secret').signIn()
    for (const other of ['the secre', 'the secret.', 'THE SECRET', '']) {
      expect([other, await status(withSecrets(other), cookie)]).toEqual([other, 401])
    }
  })
})
