import { describe, expect, test } from 'vitest'
import { makeCollateral } from '../../server/sandbox/attestation/collateral.ts'
import { PCK, PCK_CA, revocationList, ROOT } from '../../server/sandbox/attestation/pki.ts'
import type { QuoteCollateral } from './collateral.ts'
import { verifyHardware } from './dcap.ts'
import { hexOfBytes } from './hex.ts'
import { parseQuote } from './quote.ts'
import { SANDBOX_CLOCK as NOW, sandboxSample } from './testing/sandboxSample.ts'
import { trustDataNote, trustDataPresent } from './testing/realData.ts'
import { dcapSample, NEAR_CLOCK, nearSample } from './testing/samples.ts'

const DAY = 86_400
const STRANGER = { name: PCK_CA.name, secret: new Uint8Array(32).fill(9) }
const hexList = (...args: Parameters<typeof revocationList>) => hexOfBytes(revocationList(...args))

async function reasonFor(quote: Uint8Array, collateral: QuoteCollateral, now: number) {
  const parsed = parseQuote(quote)
  if (!parsed.ok) throw new Error(parsed.reason)
  const verdict = await verifyHardware(parsed.quote, collateral, now)
  return verdict.ok ? undefined : verdict.reason
}

const withLists = (lists: Partial<QuoteCollateral>) => {
  const sample = sandboxSample()
  return reasonFor(sample.quote, { ...sample.collateral, ...lists }, NOW)
}

describe('a revocation list', () => {
  test('that is good lets the quote pass', async () => {
    expect(await withLists({})).toBeUndefined()
  })

  test.each(['root_ca_crl', 'pck_crl'] as const)('is needed: %s', async (list) => {
    expect(await withLists({ [list]: '' })).toContain('is missing')
    expect(await withLists({ [list]: 'abcd' })).toContain('unreadable')
    expect(await withLists({ [list]: '3000' })).toContain('unreadable')
  })

  test('of another issuer is refused', async () => {
    const { root_ca_crl, pck_crl } = sandboxSample().collateral
    expect(await withLists({ root_ca_crl: pck_crl })).toContain('of another issuer')
    expect(await withLists({ pck_crl: root_ca_crl })).toContain('of another issuer')
  })

  test('that a stranger signed in the issuer’s name is refused', async () => {
    const forged = hexList(STRANGER, NOW - DAY, NOW + DAY)
    expect(await withLists({ pck_crl: forged })).toContain(
      'signature of the PCK CA’s revocation list',
    )
  })

  test('counts from its first to its last second', async () => {
    const list = (from: number, until: number) =>
      withLists({ pck_crl: hexList(PCK_CA, from, until) })
    expect(await list(NOW, NOW)).toBeUndefined()
    expect(await list(NOW + 1, NOW + DAY)).toContain('not valid yet')
    expect(await list(NOW - DAY, NOW - 1)).toContain('has expired')
  })

  test('with something behind it is refused', async () => {
    const { pck_crl } = sandboxSample().collateral
    expect(await withLists({ pck_crl: `${pck_crl}00` })).toContain('something follows')
  })

  test('revokes: the platform, and the CA', async () => {
    const platform = hexList(PCK_CA, NOW - DAY, NOW + DAY, [PCK_CA, PCK])
    expect(await withLists({ pck_crl: platform })).toContain('this platform is revoked')
    const authority = hexList(ROOT, NOW - DAY, NOW + DAY, [PCK_CA])
    expect(await withLists({ root_ca_crl: authority })).toContain('“Sandbox PCK CA” is revoked')
    const others = hexList(PCK_CA, NOW - DAY, NOW + DAY, [
      { ...STRANGER, name: 'another platform' },
    ])
    expect(await withLists({ pck_crl: others })).toBeUndefined()
  })
})

describe('QE identity', () => {
  test.each(['', '{}', '{"id":"TD_QE"}'])(
    '%j with any signature is refused',
    async (qe_identity) => {
      const signatures = ['00'.repeat(64), sandboxSample().collateral.qe_identity_signature, '']
      for (const qe_identity_signature of signatures) {
        expect(await withLists({ qe_identity, qe_identity_signature })).toBeDefined()
      }
    },
  )

  test('signed by a platform’s own certificate is refused', async () => {
    const sample = sandboxSample()
    const parsed = parseQuote(sample.quote)
    const chain = parsed.ok ? new TextDecoder().decode(parsed.quote.certificates) : ''
    expect(await withLists({ qe_identity_issuer_chain: chain })).toBeDefined()
    expect(await withLists({ tcb_info_issuer_chain: chain })).toBeDefined()
  })
})

describe.skipIf(!trustDataPresent)(`real collateral${trustDataNote}`, () => {
  test('decides about the level: an older quote of the same family is out of date by newer lists', async () => {
    const { collateral } = nearSample()
    const older = parseQuote(dcapSample().quote)
    if (!older.ok) throw new Error(older.reason)
    expect(await verifyHardware(older.quote, collateral, NEAR_CLOCK)).toMatchObject({
      ok: true,
      status: 'OutOfDate',
      advisories: expect.arrayContaining(['INTEL-SA-01192']) as string[],
      module: { ok: true, status: 'OutOfDate' },
    })
    const tooNew = await reasonFor(nearSample().quote, dcapSample().collateral, NEAR_CLOCK)
    expect(tooNew).toContain('expired')
  })

  test('is not replaced by the sandbox’s, nor the sandbox’s by Intel’s', async () => {
    const near = nearSample()
    const sandbox = makeCollateral(NEAR_CLOCK)
    expect(await reasonFor(near.quote, sandbox, NEAR_CLOCK)).toBeDefined()
    for (const part of Object.keys(sandbox) as (keyof QuoteCollateral)[]) {
      const mixed = { ...near.collateral, [part]: sandbox[part] }
      expect(await reasonFor(near.quote, mixed, NEAR_CLOCK)).toBeDefined()
    }
    expect(await reasonFor(sandboxSample().quote, near.collateral, NEAR_CLOCK)).toBeDefined()
  })

  test('with its lists emptied or tampered with is refused', async () => {
    const { quote, collateral } = nearSample()
    const tampered = collateral.pck_crl.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'))
    for (const pck_crl of ['', '3000', tampered, collateral.root_ca_crl]) {
      expect(await reasonFor(quote, { ...collateral, pck_crl }, NEAR_CLOCK)).toBeDefined()
    }
  })

  test('says that TCB info expired', async () => {
    const { quote, collateral } = nearSample()
    const late = Date.parse('2026-10-01T00:00:00Z') / 1000
    expect(await reasonFor(quote, collateral, late)).toBe(
      'TCB info expired on 2026-09-12T10:45:38Z',
    )
  })
})
