import { expect, test } from 'vitest'
import { attestationFor } from '../../server/sandbox/attestation/attestation.ts'
import { baselineValues } from './baseline.ts'
import { driftBetween, presentValues, readBaseline } from './drift.ts'
import { bytesOfHex } from './hex.ts'
import { SANDBOX_CLOCK, sandboxSample } from './testing/sandboxSample.ts'
import { verifyEvidence } from './verification.ts'

const cvm = {
  name: 'my-app',
  app_id: 'a1'.repeat(20),
  instance_id: 'b2'.repeat(20),
  app_compose: '{"runner":"docker-compose"}',
  os_image_hash: 'c3'.repeat(32),
  hardware: '2 vCPU',
}

async function valuesOf(changes: Partial<typeof cvm> = {}) {
  const { quote, event_log } = attestationFor({ ...cvm, ...changes })
  const evidence = {
    quote: bytesOfHex(quote) ?? new Uint8Array(),
    event_log,
    collateral: sandboxSample().collateral,
    reported: {},
  }
  const verification = await verifyEvidence(evidence, { now: SANDBOX_CLOCK, kms_roots: [] })
  const values = baselineValues(evidence, verification)
  if (!values) throw new Error('no values')
  return values
}

test('replicas of one app do not drift from each other', async () => {
  expect(driftBetween(await valuesOf(), await valuesOf({ instance_id: 'e5'.repeat(20) }))).toEqual(
    [],
  )
})

test.each([
  [{ app_compose: '{"runner":"bash"}' }, 'compose', ['compose_hash']],
  [{ os_image_hash: 'd4'.repeat(32) }, 'OS', ['mrtd', 'rtmr1', 'rtmr2', 'os_image_hash']],
  [{ hardware: '4 vCPU' }, 'hardware', ['rtmr0']],
])('a change of %j is drift in %s', async (changes, group, fields) => {
  const drift = driftBetween(await valuesOf(), await valuesOf(changes))
  expect(drift.map(({ field }) => field)).toEqual(expect.arrayContaining(fields))
  expect(drift.some((entry) => entry.group === group)).toBe(true)
})

test('what is not known on both sides is no drift', async () => {
  const values = await valuesOf()
  expect(driftBetween({ ...values, fmspc: '' }, values)).toEqual([])
})

test('what the API reports now goes over what the last check found', async () => {
  const good = await valuesOf()
  const drift = (reported: Parameters<typeof presentValues>[0], seen = good) =>
    driftBetween(good, presentValues(reported, seen)).map(({ field }) => field)
  expect(drift({})).toEqual([])
  expect(drift({ compose_hash: `0x${good.compose_hash.toUpperCase()}` })).toEqual([])
  expect(drift({ compose_hash: 'ee'.repeat(32) })).toEqual(['compose_hash'])
  expect(drift({ os_image_hash: 'ee'.repeat(32) })).toEqual(['os_image_hash'])
  expect(drift({}, await valuesOf({ hardware: '4 vCPU' }))).toEqual(['rtmr0'])
  const never = driftBetween(good, presentValues({ compose_hash: 'ee'.repeat(32) }, undefined))
  expect(never.map(({ group }) => group)).toEqual(['compose'])
})

test('a baseline survives export and import, and anything else is none', async () => {
  const baseline = {
    format: 'cvm-console-baseline',
    app_id: cvm.app_id,
    recorded_at: '2026-11-24T12:00:00Z',
    values: await valuesOf(),
  }
  expect(readBaseline(JSON.parse(JSON.stringify(baseline)))).toEqual(baseline)
  for (const value of [null, 1, {}, { ...baseline, format: 'x' }, { ...baseline, values: null }]) {
    expect(readBaseline(value)).toBeUndefined()
  }
})
