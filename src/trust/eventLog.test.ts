import { describe, expect, test } from 'vitest'
import { bootLog, registersOf, runtime } from '../../server/sandbox/attestation/eventLog.ts'
import { digestOfEvent, replayEventLog } from './eventLog.ts'
import type { LoggedEvent } from './eventLog.ts'
import { hexOfBytes } from './hex.ts'
import { trustDataNote, trustDataPresent } from './testing/realData.ts'
import { nearSample } from './testing/samples.ts'

const HASH = 'c3'.repeat(32)
const log = () =>
  bootLog({
    app_id: 'a1'.repeat(20),
    instance_id: 'b2'.repeat(20),
    compose_hash: HASH,
    os_image_hash: 'd4'.repeat(32),
    hardware: '2 vCPU',
  })
const change = (name: string, changes: Partial<LoggedEvent>) =>
  log().map((event) => (event.event === name ? { ...event, ...changes } : event))

describe('replaying an event log', () => {
  test('gives the registers and the identity', async () => {
    const replay = replayEventLog(log())
    expect(replay).toMatchObject({
      ok: true,
      registers: registersOf(log()).map(hexOfBytes),
      identity: { 'compose-hash': HASH, 'app-id': 'a1'.repeat(20) },
      late: [],
      by_app: [],
    })
  })

  test('computes a digest that was left out', async () => {
    const stripped = log().map((event) => (event.imr === 3 ? { ...event, digest: '' } : event))
    expect(replayEventLog(stripped)).toEqual(replayEventLog(log()))
  })

  test('refuses a payload beside a digest that is another’s, which replaying digests accepts', async () => {
    const swapped = change('compose-hash', { event_payload: 'ff'.repeat(32) })
    expect(registersOf(swapped)).toEqual(registersOf(log()))
    expect(replayEventLog(swapped)).toMatchObject({
      ok: false,
      reason: expect.stringContaining('(compose-hash) is not what was measured') as string,
    })
  })

  test('ignores what the app adds after system-ready, and says so', async () => {
    const extended = [...log(), runtime('compose-hash', 'ff'.repeat(32)), runtime('mine', '00')]
    expect(replayEventLog(extended)).toMatchObject({
      ok: true,
      identity: { 'compose-hash': HASH },
      late: ['compose-hash'],
      by_app: ['compose-hash', 'mine'],
    })
  })

  test.each<[string, () => LoggedEvent[]]>([
    ['is in the log twice', () => [runtime('app-id', 'ff'), ...log()]],
    ['is no runtime event', () => change('app-id', { event_type: 1 })],
    ['its version is unknown', () => change('app-id', { version: 3 })],
    ['not hex', () => change('app-id', { event_payload: 'xyz' })],
    ['does not exist', () => change('app-id', { imr: 4 })],
    ['is not one', () => [{ imr: 0, event_type: 1, digest: 'zz', event: '', event_payload: '' }]],
    ['more than 10000', () => Array.from({ length: 10_001 }, () => runtime('x', ''))],
  ])('refuses a log: %s', async (words, make) => {
    const replay = replayEventLog(make())
    expect(replay).toMatchObject({ ok: false, reason: expect.stringContaining(words) as string })
  })

  test('pads short boot digests with zeros', async () => {
    const event = { imr: 1, event_type: 1, event: '', event_payload: '' }
    const short = replayEventLog([{ ...event, digest: 'ab'.repeat(32) }])
    const padded = replayEventLog([{ ...event, digest: 'ab'.repeat(32) + '00'.repeat(16) }])
    expect(short).toEqual(padded)
  })

  test('hashes events of the second form over their JSON', async () => {
    const event = { event: 'app-id', event_payload: 'AB', version: 2 }
    const canonical = '{"name":"app-id","payload":"ab","type":134217729}'
    const bytes = await crypto.subtle.digest('SHA-384', new TextEncoder().encode(canonical))
    expect(digestOfEvent(event)).toEqual(new Uint8Array(bytes))
  })
})

describe.skipIf(!trustDataPresent)(`a real log${trustDataNote}`, () => {
  test('has every runtime digest that we compute', async () => {
    const events = nearSample().event_log.filter(({ imr }) => imr === 3)
    expect(events.length).toBeGreaterThan(5)
    for (const event of events) {
      expect(hexOfBytes(digestOfEvent(event) ?? new Uint8Array())).toBe(event.digest)
    }
  })
})
