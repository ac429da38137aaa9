import { bareHash, type Baseline } from './drift.ts'
import type { Evidence } from './evidence.ts'
import { hexOfBytes } from './hex.ts'
import { readMrConfigId } from './mrConfigId.ts'
import type { Verification } from './verification.ts'

/** The comparable values of a verification; undefined when the quote could not be read. */
export function baselineValues(
  evidence: Evidence,
  verification: Verification,
): Baseline['values'] | undefined {
  if (!verification.ok) return undefined
  const { report } = verification.quote
  const { hardware, replay } = verification
  const identity = replay?.ok ? replay.identity : {}
  const config = readMrConfigId(report.mr_config_id)
  return {
    compose_hash:
      config.kind === 'compose hash' ? config.compose_hash : (identity['compose-hash'] ?? ''),
    mrtd: hexOfBytes(report.mrtd),
    rtmr0: hexOfBytes(report.rtmr0),
    rtmr1: hexOfBytes(report.rtmr1),
    rtmr2: hexOfBytes(report.rtmr2),
    // What is reported goes first: pages that check nothing compare with what is reported then.
    os_image_hash: bareHash(evidence.reported.os_image_hash) || (identity['os-image-hash'] ?? ''),
    mr_seam: hexOfBytes(report.mr_seam),
    tee_tcb_svn: hexOfBytes(report.tee_tcb_svn),
    tcb_status: hardware?.ok ? hardware.status : '',
    fmspc: hardware?.ok ? hardware.fmspc : '',
    key_provider: identity['key-provider'] ?? '',
  }
}
