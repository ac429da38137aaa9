import { describe, expect, test } from 'vitest'
import type { QuoteCollateral } from './collateral.ts'
import { verifyHardware } from './dcap.ts'
import { equalBytes } from './hex.ts'
import { parseQuote } from './quote.ts'
import type { RegionName } from './quote.ts'
import { decisiveCertificates } from './testing/decisiveCertificates.ts'
import { flipped, placesIn } from './testing/mutate.ts'
import { trustDataNote, trustDataPresent } from './testing/realData.ts'
import { DCAP_CLOCK, dcapSample, NEAR_CLOCK, nearSample } from './testing/samples.ts'
import { SANDBOX_CLOCK, sandboxSample } from './testing/sandboxSample.ts'

interface Sample {
  readonly quote: Uint8Array
  readonly collateral: QuoteCollateral
  readonly clock: number
}

const SIGNED_OR_SIGNING: readonly RegionName[] = [
  'header',
  'body',
  'signature',
  'attestation_key',
  'qe_report',
  'qe_report_signature',
  'qe_auth_data',
]

async function passes(bytes: Uint8Array, { collateral, clock }: Sample): Promise<boolean> {
  const parsed = parseQuote(bytes)
  return parsed.ok && (await verifyHardware(parsed.quote, collateral, clock)).ok
}

async function survivors(sample: Sample, places: readonly number[]): Promise<number[]> {
  const found: number[] = []
  for (const at of places) {
    if (await passes(flipped(sample.quote, at), sample)) found.push(at)
  }
  return found
}

function regionsOf(sample: Sample) {
  const parsed = parseQuote(sample.quote)
  if (!parsed.ok) throw new Error(parsed.reason)
  return parsed.quote.regions
}

/** Every byte of what is signed or signs; `step` thins it out. */
function refusesEveryFlip(sample: () => Sample, step: number) {
  test.each(SIGNED_OR_SIGNING)(
    'refuses a bit flipped in its %s',
    async (region) => {
      const made = sample()
      expect(await passes(made.quote, made)).toBe(true)
      expect(await survivors(made, placesIn(regionsOf(made)[region], step))).toEqual([])
    },
    60_000,
  )

  test('refuses a bit flipped in its leaf or intermediate certificate', async () => {
    const made = sample()
    const text = new TextDecoder('latin1').decode(made.quote)
    const [from] = regionsOf(made).certificates
    const root = text.lastIndexOf('-----BEGIN CERTIFICATE-----')
    // Four characters are three bytes: a step of three still comes by every place among the four.
    const surviving = await survivors(made, placesIn([from, root], step * 3))
    // What is left changes no byte of a certificate: line ends, and bits that base64 does not use.
    const before = decisiveCertificates(made.quote)
    for (const at of surviving) {
      const after = decisiveCertificates(flipped(made.quote, at))
      expect(after.length).toBe(2)
      expect(after.every((der, index) => equalBytes(der, before[index] ?? new Uint8Array()))).toBe(
        true,
      )
    }
    expect(surviving.length).toBeLessThan((root - from) / (step * 3) / 20)
  }, 60_000)

  test('keeps its verdict where nothing is signed, and those places are listed', async ({
    annotate,
  }) => {
    const made = sample()
    const { padding, certificates } = regionsOf(made)
    const text = new TextDecoder('latin1').decode(made.quote)
    const root = text.lastIndexOf('-----BEGIN CERTIFICATE-----')
    const inPadding = placesIn(padding, 7)
    expect(await survivors(made, inPadding)).toEqual(inPadding)
    // The quote's own copy of the root: the one embedded in the page decides.
    const inRoot = await survivors(made, placesIn([root, certificates[1]], 29))
    await annotate(`padding: all of bytes ${padding.join(' to ')}`)
    await annotate(`copy of the root, from byte ${root}: ${inRoot.join(', ') || 'none'}`)
  }, 60_000)
}

describe('a synthetic quote', () => {
  refusesEveryFlip(() => ({ ...sandboxSample(), clock: SANDBOX_CLOCK }), trustDataPresent ? 11 : 1)
})

describe.skipIf(!trustDataPresent)(`the real quote of near/mpc${trustDataNote}`, () => {
  refusesEveryFlip(() => ({ ...nearSample(), clock: NEAR_CLOCK }), 1)
})

describe.skipIf(!trustDataPresent)(`the real quote of dcap-qvl${trustDataNote}`, () => {
  refusesEveryFlip(() => ({ ...dcapSample(), clock: DCAP_CLOCK }), 13)
})

describe('collateral', () => {
  const sample = { ...sandboxSample(), clock: SANDBOX_CLOCK }
  const parts = [
    'tcb_info',
    'tcb_info_signature',
    'qe_identity',
    'qe_identity_signature',
    'tcb_info_issuer_chain',
    'root_ca_crl',
    'pck_crl',
  ] as const

  test.each(parts)('is refused with a character changed in its %s', async (part) => {
    const text = sample.collateral[part]
    const end = part.endsWith('chain') ? text.lastIndexOf('-----BEGIN') - 80 : text.length
    for (let at = 60; at < end; at += Math.ceil(end / 40)) {
      const character = text[at] ?? ''
      if (character === '\n') continue
      const other = /[0-9a-f]/.test(character)
        ? character === '0'
          ? '1'
          : '0'
        : character === 'x'
          ? 'y'
          : 'x'
      const collateral = {
        ...sample.collateral,
        [part]: text.slice(0, at) + other + text.slice(at + 1),
      }
      expect(await passes(sample.quote, { ...sample, collateral })).toBe(false)
    }
  })
})
