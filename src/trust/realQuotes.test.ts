import { describe, expect, test } from 'vitest'
import type { ClaimId, Verdict } from './claim.ts'
import type { Evidence } from './evidence.ts'
import { trustDataNote, trustDataPresent } from './testing/realData.ts'
import { DCAP_CLOCK, dcapSample, dstackSample, NEAR_CLOCK, nearSample } from './testing/samples.ts'
import { verifyEvidence } from './verification.ts'

const verdicts = async (evidence: Evidence, now: number) => {
  const verification = await verifyEvidence(evidence, { now, kms_roots: [] })
  if (!verification.ok) throw new Error(verification.reason)
  return {
    ...verification,
    rows: Object.fromEntries(verification.claims.map(({ id, verdict }) => [id, verdict])) as Record<
      ClaimId,
      Verdict
    >,
  }
}

describe.skipIf(!trustDataPresent)(`real quotes${trustDataNote}`, () => {
  test('of near/mpc: every claim that can be is verified', async () => {
    const { rows, hardware } = await verdicts(nearSample(), NEAR_CLOCK)
    expect(hardware).toMatchObject({
      ok: true,
      root: 'intel',
      status: 'UpToDate',
      fmspc: 'b0c06f000000',
      module: { ok: true, id: 'TDX_01', status: 'UpToDate' },
    })
    expect(rows).toEqual({
      genuine_tdx: 'verified here',
      tcb_level: 'verified here',
      tdx_module: 'verified here',
      debug_off: 'verified here',
      registers: 'verified here',
      compose: 'verified here',
      app_id: 'verified here',
      key_provider: 'reported, not verified',
      os_image: 'not possible in a browser',
      freshness: 'not possible in a browser',
      tls: 'not possible in a browser',
      this_page: 'not possible in a browser',
    })
  })

  test('are refused by a clock outside the validity of their collateral', async () => {
    const late = await verdicts(nearSample(), Date.parse('2026-10-01T00:00:00Z') / 1000)
    expect(late.rows.genuine_tdx).toBe('failed')
    expect(late.rows.registers).toBe('reported, not verified')
    expect(late.rows.compose).toBe('reported, not verified')
    const early = await verdicts(nearSample(), Date.parse('2026-08-01T00:00:00Z') / 1000)
    expect(early.rows.genuine_tdx).toBe('failed')
  })

  test('of dcap-qvl: the hardware is verified, with nothing else disclosed', async () => {
    const { rows, hardware } = await verdicts(dcapSample(), DCAP_CLOCK)
    expect(hardware).toMatchObject({ ok: true, status: 'UpToDate' })
    expect(rows.genuine_tdx).toBe('verified here')
    expect(rows.registers).toBe('reported, not verified')
  })

  test('of dstack: the log replays, and without collateral nothing is verified', async () => {
    const { rows, replay } = await verdicts(dstackSample(), NEAR_CLOCK)
    expect(replay?.ok).toBe(true)
    expect(Object.values(rows)).not.toContain('verified here')
    expect(Object.values(rows)).not.toContain('failed')
  })
})
