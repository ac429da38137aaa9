import { sha256 } from '@noble/hashes/sha2'
import { claim } from '../claim.ts'
import type { Claim, EvidenceLine } from '../claim.ts'
import { hexOfBytes } from '../hex.ts'
import { readMrConfigId } from '../mrConfigId.ts'
import type { Findings } from '../verification.ts'
import { rootWords } from './hardware.ts'

/** SHA-256 of the app_compose text as delivered, against the log's event and the signed MR_CONFIG_ID. */
export function checkCompose(findings: Findings): Claim {
  const { evidence, replay, quote, hardware, log_holds } = findings
  const shown =
    evidence.app_compose === undefined
      ? undefined
      : hexOfBytes(sha256(new TextEncoder().encode(evidence.app_compose)))
  const config = readMrConfigId(quote.report.mr_config_id)
  const event = replay?.ok ? replay.identity['compose-hash'] : undefined
  const signed = config.kind === 'compose hash' ? config.compose_hash : undefined
  const lines: EvidenceLine[] = [
    { label: 'SHA-256 of the file shown', value: shown ?? 'no file was handed out' },
    { label: 'compose-hash event', value: event ?? 'none that counts' },
    {
      label: 'MR_CONFIG_ID',
      value:
        signed ??
        (config.kind === 'absent'
          ? 'zero (older host)'
          : `form ${config.kind === 'other' ? config.form : ''}, not comparable here`),
    },
  ]
  const row = (verdict: Claim['verdict'], summary: string): Claim =>
    claim('compose', {
      verdict,
      summary,
      evidence: lines,
      checked_by: 'SHA-256 by @noble/hashes',
      trust_root: rootWords(hardware),
    })
  if (replay?.ok && event === undefined && replay.late.includes('compose-hash')) {
    return row(
      'failed',
      'The compose hash was added after the system was up: by the app, and not by the system.',
    )
  }
  if (event !== undefined && signed !== undefined && event !== signed) {
    return row('failed', 'The event log and MR_CONFIG_ID name different compose files.')
  }
  const measured = signed ?? event
  if (measured === undefined) {
    return row('reported, not verified', 'Nothing that was measured names a compose file.')
  }
  if (shown === undefined) {
    return row('reported, not verified', 'The compose file is not disclosed; its hash is measured.')
  }
  if (shown !== measured) {
    return row('failed', 'The compose file shown is not the one that was measured.')
  }
  if (!hardware?.ok || (signed === undefined && !log_holds)) {
    return row(
      'reported, not verified',
      'The file has the hash that is reported, but the quote or its log is not verified.',
    )
  }
  return row('verified here', 'The file shown is, byte for byte, the one that this CVM measured.')
}
