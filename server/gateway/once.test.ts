import { describe, expect, test } from 'vitest'
import { fakeCloud, ME, testApp } from '../testApp.ts'
import { responseOf } from './answer.ts'
import { createOnce } from './once.ts'

const ID = '0b0f8a4e-3a0e-4a1f-9c55-2f5f0f6f7a01'

function sending() {
  // In whatever order they arrive.
  const waiting: ((response: Response) => void)[] = []
  let sent = 0
  const { ask, signIn } = testApp({
    handle: (request) => {
      if (!request.url.endsWith('/start')) return undefined
      sent += 1
      return new Promise<Response>((resolve) => waiting.push(resolve))
    },
  })
  const answer = (response: Response) => {
    for (const resolve of waiting) resolve(response.clone())
  }
  return { ask, signIn, sent: () => sent, answer }
}

const start = (cookie: string, key = ID) => ({
  method: 'POST',
  headers: { cookie, 'idempotency-key': key },
})

describe('one key', () => {
  test('goes through once, however often and however early it is repeated', async () => {
    const { ask, signIn, sent, answer } = sending()
    const cookie = await signIn()
    const first = ask('/api/v1/cvms/x/start', start(cookie))
    await expect.poll(sent).toBe(1)
    const early = await ask('/api/v1/cvms/x/start', start(cookie, ID.toUpperCase()))
    expect(early.status).toBe(409)
    expect(await early.json()).toMatchObject({
      error_code: 'ERR-CONSOLE-DUPLICATE',
      details: [{ field: 'state', value: 'in_flight' }],
    })
    answer(Response.json({ id: 1 }))
    expect((await first).status).toBe(200)
    const late = await ask('/api/v1/cvms/x/start', start(cookie))
    expect(await late.json()).toMatchObject({
      details: [
        { field: 'state', value: 'answered' },
        { field: 'status', value: 200 },
      ],
    })
    expect(sent()).toBe(1)
  })

  test('of another session is another key', async () => {
    const { ask, signIn, sent, answer } = sending()
    const [one, two] = [await signIn(), await signIn()]
    const first = ask('/api/v1/cvms/x/start', start(one))
    const second = ask('/api/v1/cvms/x/start', start(two))
    await expect.poll(sent).toBe(2)
    answer(Response.json({}))
    expect([(await first).status, (await second).status]).toEqual([200, 200])
  })

  test('that is no UUID is refused, and reads need none', async () => {
    const { ask, signIn, sent } = sending()
    const cookie = await signIn()
    expect((await ask('/api/v1/cvms/x/start', start(cookie, 'x'))).status).toBe(400)
    expect(sent()).toBe(0)
    const read = { headers: { cookie, 'idempotency-key': ID } }
    expect((await ask('/api/v1/auth/me', read)).status).toBe(200)
    expect((await ask('/api/v1/auth/me', read)).status).toBe(200)
  })

  test('of a request that was refused unsent may be used again', async () => {
    const { ask, signIn } = sending()
    const cookie = await signIn()
    expect((await ask('/api/v1/nothing', start(cookie))).status).toBe(404)
    expect((await ask('/api/v1/nothing', start(cookie))).status).toBe(404)
  })

  test('is spent even when nobody knows what became of the request', async () => {
    const cloud = fakeCloud(() => Response.json(ME))
    const once = createOnce({ max: 10, keepMs: 1000, now: () => 0 })
    const request = new Request('http://x/', { headers: { 'idempotency-key': ID } })
    await expect(once('s', request, () => Promise.reject(new Error('lost')))).rejects.toThrow(
      'lost',
    )
    const repeat = await once('s', request, async () => Response.json(cloud.seen))
    expect(await responseOf(repeat).json()).toMatchObject({ details: [{ value: 'unknown' }] })
  })
})

describe('memory', () => {
  const request = (n: number) =>
    new Request('http://x/', {
      headers: { 'idempotency-key': `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` },
    })

  test('forgets the oldest answered key when it is full, and never one under way', async () => {
    const once = createOnce({ max: 2, keepMs: 1000, now: () => 0 })
    const never = () => new Promise<Response>(() => {})
    void once('s', request(1), never)
    expect((await once('s', request(2), async () => new Response())).status).toBe(200)
    expect((await once('s', request(3), async () => new Response())).status).toBe(200)
    expect((await once('s', request(1), async () => new Response())).status).toBe(409)
    void once('s', request(4), never)
    const full = await once('s', request(5), async () => new Response())
    expect([full.status, full.headers.get('retry-after')]).toEqual([429, '5'])
  })

  test('forgets a key after its time', async () => {
    const clock = { now: 0 }
    const once = createOnce({ max: 2, keepMs: 1000, now: () => clock.now })
    expect((await once('s', request(1), async () => new Response())).status).toBe(200)
    clock.now = 999
    expect((await once('s', request(1), async () => new Response())).status).toBe(409)
    clock.now = 1000
    expect((await once('s', request(1), async () => new Response())).status).toBe(200)
  })
})
