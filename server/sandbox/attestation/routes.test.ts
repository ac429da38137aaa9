import * as v from 'valibot'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AppAttestations, CvmAttestation } from '../../../src/contract/attestation.ts'
import { readCollateral } from '../../../src/trust/collateral.ts'
import { sha256OfBytes } from '../../../src/trust/digest.ts'
import { readAnswer } from '../../../src/trust/readEvidence.ts'
import { kmsRootsFor } from '../../../src/trust/roots.ts'
import { verifyEvidence } from '../../../src/trust/verification.ts'
import { startSandbox, type TestSandbox } from '../testing/startSandbox.ts'
import type { Lie } from './lies.ts'

let sandbox: TestSandbox
beforeAll(async () => {
  sandbox = await startSandbox()
})
afterAll(() => sandbox.stop())

/** Deploys, asks as the public may, and verifies as the page does. */
async function checked(name: string, more = {}) {
  const id = await sandbox.deploy(name, more)
  await sandbox.settled(id, 'running')
  const { body: cvm } = await sandbox.ask('GET', `/cvms/${id}`)
  const { body } = await sandbox.ask('GET', `/apps/${cvm.app_id}/attestations`, undefined, {
    'x-api-key': '',
  })
  const read = readAnswer(v.parse(AppAttestations, body))
  if (!read.ok) throw new Error(read.reason)
  const [bundle] = read.bundles
  if (!bundle?.quote) throw new Error('no quote')
  const checksum = await sha256OfBytes(bundle.quote)
  const answer = await sandbox.ask('GET', `/attestations/collateral/${checksum}`)
  const collateral = readCollateral(answer.body)
  if (!collateral.ok) throw new Error(collateral.reason)
  const verification = await verifyEvidence(
    { ...bundle, quote: bundle.quote, collateral: collateral.collateral },
    { now: Date.now() / 1000, kms_roots: kmsRootsFor('sandbox') },
  )
  return { id, cvm, verification }
}

/** Every claim under its verdict. */
const verdicts = (verification: Awaited<ReturnType<typeof checked>>['verification']) =>
  verification.ok
    ? Object.fromEntries(verification.claims.map(({ id, verdict }) => [id, verdict]))
    : verification.reason

test('an honest CVM: all that needs no hardware is verified, and the hardware is not', async () => {
  const { cvm, verification } = await checked('honest-app')
  expect(verdicts(verification)).toMatchObject({
    genuine_tdx: 'reported, not verified',
    registers: 'verified here',
    compose: 'verified here',
    app_id: 'verified here',
    key_provider: 'reported, not verified',
  })
  const { body } = await sandbox.ask('GET', `/cvms/${cvm.id}/attestation`)
  const { tcb_info, app_certificates } = v.parse(CvmAttestation, body)
  expect(tcb_info?.['compose_hash']).toBe(cvm.compose_hash)
  expect(app_certificates?.[0]?.quote).toMatch(/^0400/)
})

test.each([
  ['lie-event-payload', 'registers'],
  ['lie-late-event', 'compose'],
  ['lie-compose', 'compose'],
  ['lie-foreign-root', 'genuine_tdx'],
  ['lie-expired-crl', 'genuine_tdx'],
  ['lie-revoked-pck', 'genuine_tdx'],
  ['lie-debug-td', 'debug_off'],
] as const satisfies readonly (readonly [Lie, string])[])('%s: %s fails', async (lie, claim) => {
  const { verification } = await checked(`${lie}-app`)
  expect(verdicts(verification)).toMatchObject({ [claim]: 'failed' })
})

test('a truncated quote is refused as a whole', async () => {
  const { verification } = await checked('lie-truncated-quote')
  expect(verification.ok).toBe(false)
})

test('a CVM that hides its TCB information shows its quote and no log', async () => {
  const compose_file = {
    docker_compose_file: 'services:\n  web:\n    image: nginx:1.27\n',
    public_tcbinfo: false,
  }
  const { verification } = await checked('hidden-app', { compose_file })
  expect(verdicts(verification)).toMatchObject({
    registers: 'reported, not verified',
    compose: 'reported, not verified',
  })
})

test('a stopped CVM answers that it is not online, and has no quote', async () => {
  const { id, cvm } = await checked('sleepy-app')
  await sandbox.ask('POST', `/cvms/${id}/stop`)
  await sandbox.settled(id, 'stopped')
  const { body } = await sandbox.ask('GET', `/cvms/${id}/attestation`)
  expect(body).toMatchObject({ is_online: false, app_certificates: null, tcb_info: null })
  const app = await sandbox.ask('GET', `/apps/${cvm.app_id}/attestations`)
  expect(app.body.instances).toMatchObject([{ status: 'stopped', quote: null }])
})

test('unknown apps and quotes answer 404', async () => {
  const app = await sandbox.ask('GET', `/apps/${'0'.repeat(40)}/attestations`)
  expect(app.status).toBe(404)
  const quote = await sandbox.ask('GET', `/attestations/collateral/${'0'.repeat(64)}`)
  expect(quote.status).toBe(404)
})
