import { describe, expect, test } from 'vitest'
import { cookieOf, fakeCloud, json, KEY, ME, testApp } from '../testApp.ts'
import { Refusal } from './failures.ts'
import { networkOf } from './host.ts'
import { createRateLimit } from './rateLimit.ts'

function limit(perAddress = 3, total = 10) {
  const clock = { now: 1_000_000 }
  const made = createRateLimit({ windowMs: 60_000, perAddress, total, now: () => clock.now })
  /** The seconds to wait, or 0 for an attempt that was let through (and failed). */
  const fail = (address?: string) => {
    try {
      made.begin(address)
      return 0
    } catch (error) {
      if (!(error instanceof Refusal) || error.response.status !== 429) throw error
      return Number(error.response.headers.get('retry-after'))
    }
  }
  return { ...made, clock, fail }
}

describe('the limit', () => {
  test('says how long to wait, and the window slides', () => {
    const { fail, clock } = limit()
    expect([fail('a'), fail('a')]).toEqual([0, 0])
    clock.now += 10_000
    expect([fail('a'), fail('a')]).toEqual([0, 50])
    clock.now += 49_001
    expect(fail('a')).toBe(1)
    clock.now += 999
    expect([fail('a'), fail('a'), fail('a')]).toEqual([0, 0, 10])
  })

  test('is for each address, and for all of them together', () => {
    const { fail } = limit()
    for (let n = 0; n < 10; n++) expect(fail(`10.0.0.${n}`)).toBe(0)
    expect(fail('10.0.0.99')).toBe(60)
  })

  test('counts who has no address as one', () => {
    const { fail } = limit()
    expect([fail(), fail(), fail(), fail()]).toEqual([0, 0, 0, 60])
  })

  test('counts an attempt from its start, so that a burst is no way around it', () => {
    const { begin, fail } = limit()
    const forgive = [begin('a'), begin('a'), begin('a')]
    expect(fail('a')).toBe(60)
    forgive[1]?.()
    expect([fail('a'), fail('a')]).toEqual([0, 60])
  })

  test('takes back only its own attempt, and only once', () => {
    const { begin, fail } = limit()
    begin('a')
    const forgive = begin('a')
    begin('a')
    forgive()
    forgive()
    expect([fail('a'), fail('a')]).toEqual([0, 60])
  })

  test('keeps no more than it must, whoever fails', () => {
    const { fail } = limit(3, 50)
    const through = Array.from({ length: 5000 }, (_, n) => fail(`10.0.${n >> 8}.${n & 255}`))
    expect(through.filter((wait) => wait === 0).length).toBe(50)
  })
})

test.each([
  ['127.0.0.1', '127.0.0.1'],
  ['::ffff:10.0.0.1', '10.0.0.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:DB8:1:2:ffff::1', '2001:db8:1:2'],
  ['2001:0db8:0001:0002::', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['', ''],
])('%s counts as %s', (address, network) => expect(networkOf(address)).toBe(network))

describe('guessing', () => {
  const at = { address: '10.0.0.7' }
  const guess = (key: string) => json({ connection: 'sandbox', api_key: key })

  test('a right key under the limit is refused like a wrong one', async () => {
    const { ask, clock } = testApp()
    for (let n = 0; n < 3; n++) {
      expect((await ask('/session', guess(`phak_wrong-${n}`), at)).status).toBe(401)
    }
    expect((await ask('/session', guess('phak_wrong'), at)).status).toBe(429)
    expect((await ask('/session', guess(KEY), at)).status).toBe(429)
    clock.now += 61_000
    expect((await ask('/session', guess(KEY), at)).status).toBe(204)
  })

  test('a hundred sign-ins at once are three guesses', async () => {
    const { ask, sandbox } = testApp()
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) => ask('/session', guess(`phak_wrong-${n}`), at)),
    )
    const count = (status: number) => answers.filter((one) => one.status === status).length
    expect([count(401), count(429), sandbox.seen.length]).toEqual([3, 97, 3])
  })

  test('those who get in are not counted', async () => {
    const { ask } = testApp()
    for (let n = 0; n < 10; n++) expect((await ask('/session', guess(KEY), at)).status).toBe(204)
  })

  test('the plain API limits them too, together with sign-ins', async () => {
    const { ask, sandbox, clock } = testApp()
    const call = (key: string, peer = at) =>
      ask('/sandbox/api/v1/auth/me', { headers: { 'x-api-key': key, origin: 'https://a' } }, peer)
    expect((await call(KEY)).status).toBe(200)
    for (let n = 0; n < 3; n++) expect((await call(`phak_wrong-${n}`)).status).toBe(401)
    const before = sandbox.seen.length
    const slowed = await call(KEY)
    expect([slowed.status, sandbox.seen.length]).toEqual([429, before])
    expect(slowed.headers.get('access-control-allow-origin')).toBe('*')
    expect((await ask('/session', guess(KEY), at)).status).toBe(429)
    expect((await call(KEY, { address: '10.0.0.8' })).status).toBe(200)
    clock.now += 61_000
    expect((await call(KEY)).status).toBe(200)
  })

  test('a session that is open already goes on', async () => {
    const { ask } = testApp()
    const cookie = cookieOf(await ask('/session', guess(KEY), at))
    for (let n = 0; n < 4; n++) await ask('/session', guess('phak_wrong'), at)
    expect((await ask('/api/v1/auth/me', { headers: { cookie } }, at)).status).toBe(200)
  })

  test('a key of the cloud is guessed as slowly, at the cloud’s cost not at all', async () => {
    const cloud = fakeCloud(() => Response.json(ME, { status: 401 }))
    const { ask } = testApp({ cloud })
    const tries = Array.from({ length: 6 }, () =>
      ask('/session', json({ connection: 'cloud', api_key: 'phak_guess-1' }), at),
    )
    const statuses = (await Promise.all(tries)).map((one) => one.status)
    const count = (status: number) => statuses.filter((one) => one === status).length
    expect([count(401), count(429), cloud.seen.length]).toEqual([3, 3, 3])
  })
})
