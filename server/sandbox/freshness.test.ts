import { afterEach, describe, expect, test } from 'vitest'
import { DURATION } from './lifecycle/durations.ts'
import { startSandbox, type TestSandbox } from './testing/startSandbox.ts'

const running: TestSandbox[] = []
afterEach(async () => {
  for (const box of running.splice(0)) await box.stop()
})

const START = Date.UTC(2026, 10, 24)

/** A sandbox at normal speed whose time the test moves, and everything that tells of its CVMs. */
async function onAClock() {
  const clock = { now: START }
  const box = await startSandbox({ speed: 1, now: () => clock.now })
  running.push(box)
  /** Each asked twice: what is kept for the second time is told like the first. */
  const told = async (id: string) => {
    const twice: unknown[] = []
    for (let n = 0; n < 2; n++) {
      const page = await box.ask('GET', '/cvms/paginated')
      const batch = await box.ask('POST', '/status/batch', { vm_uuids: [id, 'nobody'] })
      const found = await box.ask('GET', '/apps?search=RESH')
      twice.push({
        listed: page.body.items.map((one: { name: string; status: string }) => [
          one.name,
          one.status,
        ]),
        total: page.body.total,
        batch: Object.values(batch.body).map((one) => (one as { status: string }).status),
        found: found.body.dstack_apps.map((one: { name: string }) => one.name),
      })
    }
    expect(twice[1]).toEqual(twice[0])
    return twice[0]
  }
  return { ...box, clock, told }
}

const as = (status: string, name = 'fresh') => ({
  listed: [[name, status]],
  total: 1,
  batch: [status],
  found: [name],
})

describe('what is told of CVMs', () => {
  test('is what they are at the moment, also where only time has passed', async () => {
    const { deploy, told, clock } = await onAClock()
    const id = await deploy('fresh')
    expect(await told(id)).toEqual(as('creating'))
    clock.now += DURATION.reserve + 1
    expect(await told(id)).toEqual(as('starting'))
    clock.now += DURATION.boot
    expect(await told(id)).toEqual(as('running'))
  })

  test('is new after everything that changes them', async () => {
    const { ask, deploy, told, clock } = await onAClock()
    expect(await told('x')).toEqual({ listed: [], total: 0, batch: [], found: [] })
    const id = await deploy('fresh')
    clock.now += 60_000
    expect(await told(id)).toEqual(as('running'))
    expect((await ask('PATCH', `/cvms/${id}/name`, { name: 'refreshed' })).status).toBe(204)
    expect(await told(id)).toMatchObject({ listed: [['refreshed', 'running']] })
    await ask('POST', `/cvms/${id}/stop`)
    expect(await told(id)).toMatchObject({
      listed: [['refreshed', 'stopping']],
      batch: ['stopping'],
    })
    clock.now += 60_000
    expect(await told(id)).toMatchObject({ listed: [['refreshed', 'stopped']], batch: ['stopped'] })
    const second = await deploy('afresh')
    expect(await told(second)).toMatchObject({ total: 2, batch: ['creating'] })
    await ask('DELETE', `/cvms/${id}`)
    clock.now += 60_000
    expect(await told(id)).toEqual({
      listed: [['afresh', 'running']],
      total: 1,
      batch: [],
      found: ['afresh'],
    })
  })

  test('is without what was to be deleted by now, and not before', async () => {
    const { ask, deploy, told, clock } = await onAClock()
    const id = await deploy('fresh')
    clock.now += 60_000
    expect(await told(id)).toEqual(as('running'))
    const at = new Date(clock.now + 600_000).toISOString()
    const set = await ask('PATCH', `/cvms/${id}/scheduled-delete`, { scheduled_delete_at: at })
    expect(set.status).toBe(200)
    clock.now += 599_999
    expect(await told(id)).toEqual(as('running'))
    clock.now += 2
    expect(await told(id)).toEqual(as('deleting'))
    clock.now += DURATION.delete
    expect(await told(id)).toEqual({ listed: [], total: 0, batch: [], found: [] })
  })

  test('goes out with its length, in one piece', async () => {
    const { ask, deploy } = await onAClock()
    const id = await deploy('fresh')
    for (const answer of [
      await ask('GET', '/cvms/paginated'),
      await ask('POST', '/status/batch', { vm_uuids: [id, 'nobody', id] }),
    ]) {
      const text = JSON.stringify(answer.body)
      expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(text)))
    }
  })
})
