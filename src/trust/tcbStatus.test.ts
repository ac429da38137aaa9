import { expect, test } from 'vitest'
import { sign, TCB_SIGNER } from '../../server/sandbox/attestation/pki.ts'
import type { QuoteCollateral } from './collateral.ts'
import { hexOfBytes } from './hex.ts'
import { SANDBOX_CLOCK, sandboxSample } from './testing/sandboxSample.ts'
import { verifyEvidence } from './verification.ts'

interface Levels {
  tcbLevels: { tcbStatus: string; tcbDate: string; advisoryIDs?: string[] }[]
  tdxModuleIdentities?: Levels[]
}

/** The sandbox's lists with another status in one of them, signed again by who may. */
function listsSaying(name: 'tcb_info' | 'qe_identity', change: (list: Levels) => void) {
  const { collateral } = sandboxSample()
  const list = JSON.parse(collateral[name]) as Levels
  change(list)
  const text = JSON.stringify(list)
  const signature = hexOfBytes(sign(TCB_SIGNER.secret, new TextEncoder().encode(text)))
  return { ...collateral, [name]: text, [`${name}_signature`]: signature }
}

const saying = (status: string) => (list: Levels) => {
  const [level] = list.tcbLevels
  if (level) Object.assign(level, { tcbStatus: status, advisoryIDs: ['INTEL-SA-00001'] })
}

async function rows(collateral: QuoteCollateral) {
  const checked = await verifyEvidence(
    { ...sandboxSample(), collateral },
    { now: SANDBOX_CLOCK, kms_roots: [] },
  )
  if (!checked.ok) throw new Error(checked.reason)
  const row = (id: string) => checked.claims.find((claim) => claim.id === id)
  return { genuine: row('genuine_tdx'), tcb: row('tcb_level'), module: row('tdx_module') }
}

test.each([
  'SWHardeningNeeded',
  'ConfigurationNeeded',
  'OutOfDate',
  'OutOfDateConfigurationNeeded',
])(
  'a platform that is %s verifies, and is never shown as well: with the word, the date and the advisories',
  async (status) => {
    const { genuine, tcb } = await rows(listsSaying('tcb_info', saying(status)))
    expect(genuine?.verdict).not.toBe('failed')
    expect(tcb).toMatchObject({ caution: true })
    for (const part of [status, 'INTEL-SA-00001', 'Level of 2025-08-13'])
      expect(tcb?.summary).toContain(part)
  },
)

test('a platform that is up to date needs no second look', async () => {
  const { tcb } = await rows(sandboxSample().collateral)
  expect(tcb?.caution).toBeUndefined()
  expect(tcb?.summary).toContain('UpToDate')
})

test.each(['Revoked', 'SomethingNew'])('a platform that is %s fails', async (status) => {
  const { genuine, tcb } = await rows(listsSaying('tcb_info', saying(status)))
  expect(genuine?.verdict).toBe('failed')
  expect(tcb?.verdict).toBe('reported, not verified')
})

test('an old quoting enclave makes the whole platform old, and a revoked one fails', async () => {
  const old = await rows(listsSaying('qe_identity', saying('OutOfDate')))
  expect(old.tcb).toMatchObject({ caution: true, summary: expect.stringContaining('OutOfDate') })
  const revoked = await rows(listsSaying('qe_identity', saying('Revoked')))
  expect(revoked.genuine?.verdict).toBe('failed')
})

test('an old TDX module makes the whole platform old, a revoked one fails, an unlisted one is failed alone', async () => {
  const module = (change: (list: Levels) => void) =>
    listsSaying('tcb_info', (list) => list.tdxModuleIdentities?.forEach(change))
  const old = await rows(module(saying('OutOfDate')))
  expect(old.module).toMatchObject({ caution: true })
  expect(old.tcb?.summary).toContain('OutOfDate')
  expect((await rows(module(saying('Revoked')))).genuine?.verdict).toBe('failed')
  const unlisted = await rows(
    listsSaying('tcb_info', (list) => {
      list.tdxModuleIdentities = []
    }),
  )
  expect(unlisted.module?.verdict).toBe('failed')
})
