import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hexOfBytes, equalBytes } from './hex.ts'
import { parseQuote } from './quote.ts'
import { readFile, readText } from './readEvidence.ts'
import type { Bundle } from './readEvidence.ts'
import { makeReceipt } from './receipt.ts'
import { decisiveCertificates } from './testing/decisiveCertificates.ts'
import { trustDataNote, trustDataPresent, trustText } from './testing/realData.ts'
import { NEAR_CLOCK, nearSample } from './testing/samples.ts'
import { SANDBOX_CLOCK, sandboxSample } from './testing/sandboxSample.ts'
import { verifyEvidence } from './verification.ts'

const sample = sandboxSample()
const hex = hexOfBytes(sample.quote)

function bundle(text: string): Bundle {
  const read = readText(text)
  const [first] = read.ok ? read.bundles : []
  if (!first) throw new Error(read.ok ? 'nothing' : read.reason)
  return first
}

describe('a quote', () => {
  test.each([
    ['hex', hex],
    ['hex with 0x', `0x${hex.toUpperCase()}`],
    ['hex in lines', hex.replace(/(.{64})/g, '$1\n')],
    ['base64', Buffer.from(sample.quote).toString('base64')],
    ['URL-safe base64', Buffer.from(sample.quote).toString('base64url')],
    ['a JSON list of numbers', JSON.stringify([...sample.quote])],
    ['a member of an object', JSON.stringify({ quote: hex })],
    [
      'the quote of a certificate',
      JSON.stringify({ app_certificates: [{ is_ca: true }, { is_ca: false, quote: hex }] }),
    ],
  ])('is read from %s', (_, text) => {
    expect(bundle(text).quote).toEqual(sample.quote)
  })

  test('is read from a binary file', () => {
    expect(readFile(sample.quote)).toEqual({
      ok: true,
      bundles: [{ quote: sample.quote, reported: {} }],
    })
    expect(readFile(new TextEncoder().encode(hex))).toMatchObject({ ok: true })
  })
})

describe('other evidence', () => {
  test('an event log is read as a list and as text', () => {
    const log = JSON.stringify(sample.event_log)
    expect(bundle(log).event_log).toEqual(sample.event_log)
    expect(bundle(JSON.stringify({ quote: hex, event_log: log })).event_log).toEqual(
      sample.event_log,
    )
    expect(bundle(JSON.stringify({ tcb_info: { event_log: sample.event_log } })).event_log).toEqual(
      sample.event_log,
    )
  })

  test('a compose file is kept byte for byte', () => {
    const text = `${sample.app_compose} \n`
    expect(bundle(text).app_compose).toBe(text)
  })

  test('collateral is read without the certificates that its server would like to add', () => {
    const { collateral } = bundle(
      JSON.stringify({ ...sample.collateral, pck_certificate_chain: 'x' }),
    )
    expect(collateral).toEqual(sample.collateral)
  })

  test('each instance of an app is one, when it discloses a quote', () => {
    const answer = {
      app_id: 'ab',
      instances: [
        { name: 'one', quote: hex },
        { name: 'two', quote: null },
      ],
    }
    const read = readText(JSON.stringify(answer))
    expect(read).toMatchObject({
      ok: true,
      bundles: [{ label: 'one', reported: { app_id: 'ab' } }],
    })
    expect(readText('{"instances":[]}')).toMatchObject({ ok: false })
  })

  test.each([
    '',
    'hello world',
    '{',
    '[1,2,999]',
    '{"a":1}',
    '"text"',
    'null',
    '[]',
    '0x',
    '{"instances":[null,1]}',
  ])('anything else gets a reason: %j', (text) => {
    expect(readText(text)).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/\.$/) as string,
    })
  })
})

describe('a receipt', () => {
  const options = { now: SANDBOX_CLOCK, kms_roots: [] }

  test('brings back its evidence and its clock, and is verified again with the same outcome', async () => {
    const verification = await verifyEvidence(sample, options)
    const again = bundle(JSON.stringify(makeReceipt(sample, verification, '1')))
    expect(again.checked_at).toBe(SANDBOX_CLOCK)
    expect(again).toMatchObject(sample)
    const second = await verifyEvidence(
      { ...again, quote: again.quote ?? new Uint8Array() },
      options,
    )
    expect(second).toEqual(verification)
  })

  test('is never believed: its verdicts are not read', async () => {
    const verification = await verifyEvidence(sample, options)
    const receipt = JSON.stringify(makeReceipt(sample, verification, '1'))
    const lying = receipt
      .replace('reported, not verified', 'verified here')
      .replace(/"app_compose":"/, '$& ')
    const read = bundle(lying)
    const second = await verifyEvidence({ ...read, quote: read.quote ?? new Uint8Array() }, options)
    const rows = second.ok ? second.claims : []
    expect(rows.find(({ id }) => id === 'genuine_tdx')?.verdict).toBe('reported, not verified')
    expect(rows.find(({ id }) => id === 'compose')?.verdict).toBe('failed')
  })

  test('of another version, or without a quote, is refused', () => {
    expect(readText('{"format":"cvm-console-receipt","format_version":2}')).toMatchObject({
      ok: false,
    })
    expect(readText('{"format":"cvm-console-receipt","format_version":1}')).toMatchObject({
      ok: false,
    })
  })
})

describe('hostile input', () => {
  const claims = async (evidence: Bundle & { quote: Uint8Array }) => {
    const verification = await verifyEvidence(evidence, { now: SANDBOX_CLOCK, kms_roots: [] })
    return verification.ok ? verification.claims.map(({ verdict }) => verdict) : []
  }

  test('of any kind is read or refused, without an exception', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.json(), fc.base64String(), fc.string({ unit: 'binary' })),
        (text) => {
          expect(typeof readText(text).ok).toBe('boolean')
        },
      ),
      { numRuns: 500 },
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 700 }), (bytes) => {
        expect(typeof readFile(bytes).ok).toBe('boolean')
        expect(parseQuote(bytes).ok).toBe(false)
      }),
    )
  })

  /** Whether all that is signed or signs is what it was: the quote's last bytes and its copy of the root are not. */
  function saysTheSame(quote: Uint8Array): boolean {
    const parsed = parseQuote(quote)
    if (!parsed.ok) return false
    const [until] = parsed.quote.regions.certificates
    if (!equalBytes(quote.subarray(0, until), sample.quote.subarray(0, until))) return false
    return isDeepStrictEqual(certificatesOf(quote), decisiveCertificates(sample.quote))
  }

  /** None where there is no reading them. */
  function certificatesOf(quote: Uint8Array): Uint8Array[] {
    try {
      return decisiveCertificates(quote)
    } catch {
      return []
    }
  }

  test('that begins like a quote and goes on at random verifies nothing', async () => {
    const random = fc.uint8Array({ minLength: 0, maxLength: 200 })
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: sample.quote.length - 1 }), random, async (at, noise) => {
        const quote = sample.quote.slice()
        quote.set(noise.subarray(0, quote.length - at), at)
        if (saysTheSame(quote)) return
        expect(await claims({ ...sample, quote })).not.toContain('verified here')
      }),
      { numRuns: 60 },
    )
  })

  test('that is cut off anywhere verifies nothing', async () => {
    for (let length = 0; length < sample.quote.length - 32; length += 97) {
      expect(await claims({ ...sample, quote: sample.quote.slice(0, length) })).toEqual([])
    }
  })

  test('as event log or collateral verifies nothing that rests on it', async () => {
    const event = fc.record({
      imr: fc.integer({ min: -1, max: 5 }),
      event_type: fc.integer(),
      digest: fc.string(),
      event: fc.constantFrom('app-id', 'compose-hash', 'system-ready', 'x'),
      event_payload: fc.string(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(event), async (event_log) => {
        const verification = await verifyEvidence(
          { ...sample, event_log },
          { now: SANDBOX_CLOCK, kms_roots: [] },
        )
        const rows = verification.ok ? verification.claims : []
        expect(rows.find(({ id }) => id === 'registers')?.verdict).toBe('failed')
      }),
      { numRuns: 40 },
    )
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom(...Object.keys(sample.collateral)), fc.string()),
        async (parts) => {
          if (Object.keys(parts).length === 0) return
          const collateral = { ...sample.collateral, ...parts }
          expect(await claims({ ...sample, collateral })).not.toContain('verified here')
        },
      ),
      { numRuns: 40 },
    )
  })
})

describe.skipIf(!trustDataPresent)(`the files of near/mpc${trustDataNote}`, () => {
  test('dropped one by one make the whole', async () => {
    const parts = ['quote', 'collateral', 'tcb_info', 'app_compose'].map((name) =>
      bundle(trustText(`near-mpc/${name}.json`)),
    )
    expect(parts[0]?.quote).toEqual(nearSample().quote)
    expect(parts[1]?.collateral).toEqual(nearSample().collateral)
    expect(parts[2]?.event_log).toEqual(nearSample().event_log)
    expect(parts[2]?.app_compose).toBe(nearSample().app_compose)
    const verification = await verifyEvidence(nearSample(), { now: NEAR_CLOCK, kms_roots: [] })
    const receipt = bundle(JSON.stringify(makeReceipt(nearSample(), verification, '1')))
    expect(receipt).toMatchObject({
      quote: nearSample().quote,
      collateral: nearSample().collateral,
    })
  })
})
