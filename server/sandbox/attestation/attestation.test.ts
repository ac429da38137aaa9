import { describe, expect, test } from 'vitest'
import type { ClaimId, Verdict } from '../../../src/trust/claim.ts'
import { bytesOfHex } from '../../../src/trust/hex.ts'
import { kmsRootsFor } from '../../../src/trust/roots.ts'
import { SANDBOX_ROOT_PEM } from '../../../src/trust/sandboxRoot.ts'
import { verifyEvidence } from '../../../src/trust/verification.ts'
import { attestationFor, collateralFor } from './attestation.ts'
import { LIES, lieOf } from './lies.ts'
import type { Lie } from './lies.ts'
import { pem, rootCertificate } from './pki.ts'

const NOW = Date.parse('2026-11-24T12:00:00Z') / 1000
const cvm = (name: string) => ({
  name,
  app_id: 'a1'.repeat(20),
  instance_id: 'b2'.repeat(20),
  app_compose:
    '{"runner":"docker-compose","docker_compose_file":"services:\\n  web:\\n    image: nginx\\n"}',
  os_image_hash: 'c3'.repeat(32),
  hardware: '2 vCPU, 4096 MB',
})

async function verify(name: string, now = NOW) {
  const attestation = attestationFor(cvm(name))
  const verification = await verifyEvidence(
    {
      quote: bytesOfHex(attestation.quote) ?? new Uint8Array(),
      event_log: attestation.event_log,
      app_compose: attestation.tcb_info.app_compose,
      collateral: collateralFor(name, now),
      reported: { app_id: 'a1'.repeat(20), instance_id: 'b2'.repeat(20) },
    },
    { now, kms_roots: kmsRootsFor('sandbox') },
  )
  const rows = verification.ok
    ? (Object.fromEntries(verification.claims.map(({ id, verdict }) => [id, verdict])) as Partial<
        Record<ClaimId, Verdict>
      >)
    : {}
  const summary = (id: ClaimId) =>
    verification.ok ? verification.claims.find((claim) => claim.id === id)?.summary : undefined
  return { verification, rows, summary }
}

describe('a sandbox attestation', () => {
  test('holds together in every respect, and is called no TEE', async () => {
    const { rows, summary, verification } = await verify('my-app')
    expect(verification.ok && verification.hardware).toMatchObject({ ok: true, root: 'sandbox' })
    expect(summary('genuine_tdx')).toContain('Sandbox root, not a TEE')
    expect(rows).toMatchObject({
      genuine_tdx: 'reported, not verified',
      tcb_level: 'reported, not verified',
      tdx_module: 'reported, not verified',
      debug_off: 'reported, not verified',
      registers: 'verified here',
      compose: 'verified here',
      app_id: 'verified here',
      key_provider: 'reported, not verified',
    })
  })

  test('names the sandbox as its root of trust in every row that rests on it', async () => {
    const { verification } = await verify('my-app')
    const rows = verification.ok ? verification.claims.slice(0, 9) : []
    expect(rows).toHaveLength(9)
    for (const { trust_root } of rows) expect(trust_root).toContain('sandbox’s published root')
  })

  test('is the same bytes for the same CVM and others for another', () => {
    expect(attestationFor(cvm('my-app'))).toEqual(attestationFor(cvm('my-app')))
    const other = attestationFor({ ...cvm('my-app'), hardware: '4 vCPU, 8192 MB' })
    expect(other.tcb_info.rtmr0).not.toBe(attestationFor(cvm('my-app')).tcb_info.rtmr0)
    expect(other.tcb_info.rtmr1).toBe(attestationFor(cvm('my-app')).tcb_info.rtmr1)
  })

  test('is signed under the root that the page knows by heart', () => {
    expect(pem([rootCertificate()]).trim()).toBe(SANDBOX_ROOT_PEM)
  })

  test('has collateral for any day', async () => {
    for (const day of [0, 40, 400]) {
      expect((await verify('my-app', NOW + day * 86_400)).rows.registers).toBe('verified here')
    }
  })
})

describe('a lie', () => {
  const CAUGHT: Record<Exclude<Lie, 'lie-truncated-quote'>, [ClaimId, string]> = {
    'lie-event-payload': ['registers', 'is not what was measured'],
    'lie-late-event': ['compose', 'by the app, and not by the system'],
    'lie-compose': ['compose', 'not the one that was measured'],
    'lie-foreign-root': ['genuine_tdx', 'a root that this page does not know'],
    'lie-expired-crl': ['genuine_tdx', 'revocation list has expired'],
    'lie-revoked-pck': ['genuine_tdx', 'is revoked'],
    'lie-debug-td': ['debug_off', 'can read the memory'],
  }

  test.each(Object.entries(CAUGHT))('%s is caught', async (lie, [row, words]) => {
    const { rows, summary } = await verify(lie)
    expect(rows[row]).toBe('failed')
    expect(summary(row)).toContain(words)
  })

  test('lie-truncated-quote is caught', async () => {
    const { verification } = await verify('lie-truncated-quote')
    expect(verification).toMatchObject({ ok: false, reason: expect.stringContaining('cut off') })
  })

  test('is told by its name or a name that begins with it, and by no other', () => {
    expect(Object.keys(CAUGHT).length + 1).toBe(Object.keys(LIES).length)
    expect(lieOf('lie-compose-2')).toBe('lie-compose')
    expect(lieOf('lie-composed')).toBeUndefined()
    expect(lieOf('my-lie-compose')).toBeUndefined()
  })

  test('about the hardware leaves nothing verified that rests on it', async () => {
    for (const lie of ['lie-foreign-root', 'lie-expired-crl', 'lie-revoked-pck', 'lie-debug-td']) {
      expect(Object.values((await verify(lie)).rows)).not.toContain('verified here')
    }
  })
})
