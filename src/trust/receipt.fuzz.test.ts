import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readText } from './readEvidence.ts'
import { isReceipt, makeReceipt, readReceipt } from './receipt.ts'
import { SANDBOX_CLOCK, sandboxSample } from './testing/sandboxSample.ts'
import { verifyEvidence } from './verification.ts'

const sample = sandboxSample()
const verification = await verifyEvidence(sample, { now: SANDBOX_CLOCK, kms_roots: [] })
const receipt = makeReceipt(sample, verification, '1.2.3') as Record<string, unknown>
const names = Object.keys(receipt)

test('a receipt is read back as the evidence that it was made of', () => {
  expect(isReceipt(receipt)).toBe(true)
  expect(readText(JSON.stringify(receipt))).toMatchObject({
    ok: true,
    bundles: [
      {
        quote: sample.quote,
        event_log: sample.event_log,
        app_compose: sample.app_compose,
        checked_at: SANDBOX_CLOCK,
      },
    ],
  })
})

test('a receipt with anything in any place is read or refused, never believed', () => {
  const place = fc.constantFrom(...names, '__proto__', 'constructor', 'toString')
  const changes = fc.array(fc.tuple(place, fc.oneof(fc.jsonValue(), fc.string())), {
    minLength: 1,
    maxLength: 4,
  })
  fc.assert(
    fc.property(changes, (pairs) => {
      const changed = JSON.stringify({ ...receipt, ...Object.fromEntries(pairs) })
      const read = readText(changed)
      const bundles = read.ok ? read.bundles : []
      for (const bundle of bundles) {
        expect(bundle).not.toHaveProperty('verdicts')
        expect(Object.values(bundle.reported).every((one) => typeof one === 'string')).toBe(true)
        expect(bundle.checked_at === undefined || Number.isFinite(bundle.checked_at)).toBe(true)
      }
      expect(Reflect.get({}, 'polluted')).toBeUndefined()
    }),
    { numRuns: 300 },
  )
})

test('any object at all is read as a receipt or refused', () => {
  const object = fc.dictionary(fc.oneof(fc.string(), fc.constantFrom(...names)), fc.jsonValue())
  fc.assert(
    fc.property(object, fc.constantFrom(1, 2, '1', null), (given, format_version) => {
      const read = readReceipt({ ...given, format_version })
      expect(read.ok && typeof given['quote'] !== 'string').toBe(false)
    }),
  )
})

test('verdicts that were written into a receipt change nothing that is read', () => {
  const verdicts = fc.array(
    fc.record({ title: fc.string(), verdict: fc.constant('verified here') }),
  )
  fc.assert(
    fc.property(verdicts, (forged) => {
      expect(readReceipt({ ...receipt, verdicts: forged })).toEqual(readReceipt(receipt))
    }),
  )
})
