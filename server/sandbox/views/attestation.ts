import { createHash } from 'node:crypto'
import type { CvmAttestation } from '../../../src/contract/attestation.ts'
import { bytesOfHex } from '../../../src/trust/hex.ts'
import { attestationFor } from '../attestation/attestation.ts'
import type { Context } from '../context.ts'
import { osImage } from '../inventory/osImages.ts'
import { statusAt } from '../lifecycle/view.ts'
import type { CvmRecord } from '../store/cvm.ts'
import { kept } from '../store/meta.ts'

/** Ms. As long as dstack's certificates of apps are good for. */
const CERTIFICATE_LIFE = 10 * 365 * 86_400_000

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')

/** Only a CVM that runs can answer for itself. */
export const isAttesting = (ctx: Context, cvm: CvmRecord): boolean =>
  statusAt(cvm, ctx.now()).status === 'running' && !cvm.running

/** What a running CVM says about itself: its quote and, unless its owner hides it, log and compose. */
export function evidenceOf(ctx: Context, cvm: CvmRecord) {
  const { app_compose } = ctx.cvms.files(cvm.num)
  const { no_instance_id = false } = JSON.parse(app_compose) as { no_instance_id?: boolean }
  const made = attestationFor({
    name: cvm.name,
    app_id: cvm.app_id,
    instance_id: no_instance_id ? '' : cvm.instance_id,
    app_compose,
    os_image_hash: osImage(cvm.image)?.os_image_hash ?? '',
    hardware: `${cvm.vcpu} vCPU, ${cvm.memory} MB, ${cvm.gpus} GPU`,
  })
  remember(ctx, made.quote, cvm.name)
  return {
    quote: made.quote,
    tcb_info: cvm.public_tcbinfo
      ? { ...made.tcb_info, event_log: made.event_log.map((event) => ({ ...event })) }
      : null,
    app_certificates: [certificateOf(cvm, made.quote)],
    compose_file: cvm.public_tcbinfo ? app_compose : null,
  }
}

/** The name of the CVM that this quote was handed out for; undefined for a quote of somebody else. */
export function attesterOf(ctx: Context, checksum: string): string | undefined {
  const row = ctx.db.get('SELECT value FROM meta WHERE key = ?', quoteKey(checksum))
  return row && String(row['value'])
}

const quoteKey = (checksum: string) => `quote/${checksum}`

function remember(ctx: Context, quote: string, name: string): void {
  kept(ctx.db, quoteKey(sha256(bytesOfHex(quote) ?? '')), () => name)
}

function certificateOf(
  cvm: CvmRecord,
  quote: string,
): NonNullable<CvmAttestation['app_certificates']>[number] {
  const from = cvm.started_at ?? cvm.created_at
  const fingerprint = sha256(`certificate of ${cvm.instance_id} at ${from}`)
  return {
    subject: {
      common_name: cvm.app_id,
      organization: 'CVM Console Sandbox',
      country: null,
      state: null,
      locality: null,
    },
    issuer: {
      common_name: 'Sandbox KMS CA (not a TEE)',
      organization: 'CVM Console Sandbox',
      country: null,
    },
    serial_number: fingerprint.slice(0, 40),
    not_before: new Date(from).toISOString(),
    not_after: new Date(from + CERTIFICATE_LIFE).toISOString(),
    version: 'v3',
    fingerprint,
    signature_algorithm: 'ecdsa-with-SHA256',
    sans: null,
    is_ca: false,
    position_in_chain: 0,
    quote,
    app_id: cvm.app_id,
    cert_usage: 'app:server',
  }
}
