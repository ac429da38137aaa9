import { readCollateral } from './collateral.ts'
import { DCAP_LIBRARY } from './dcapName.ts'
import type { Evidence, Reported } from './evidence.ts'
import { bytesOfHex, hexOfBytes } from './hex.ts'
import type { ReadInput } from './readEvidence.ts'
import { readEventLog } from './readLog.ts'
import type { Verification } from './verification.ts'

const FORMAT = 'cvm-console-receipt'

/**
 * Everything that a verdict rested on, in one JSON file, so that anyone can check again with this
 * page or another tool. The verdicts are for people who read it; nothing that reads it believes them.
 */
export function makeReceipt(
  evidence: Evidence,
  verification: Verification,
  version: string,
): object {
  return {
    format: FORMAT,
    format_version: 1,
    made_by: `CVM Console ${version}`,
    library: DCAP_LIBRARY,
    checked_at: new Date(verification.now * 1000).toISOString(),
    verdicts: verification.ok
      ? verification.claims.map(({ title, verdict, summary, trust_root }) => ({
          title,
          verdict,
          summary,
          trust_root,
        }))
      : [],
    ...(verification.ok ? {} : { refused: verification.reason }),
    reported: evidence.reported,
    quote: hexOfBytes(evidence.quote),
    event_log: evidence.event_log,
    app_compose: evidence.app_compose,
    vm_config: evidence.vm_config,
    collateral: evidence.collateral,
  }
}

export const isReceipt = (value: object): boolean => 'format' in value && value.format === FORMAT

/** The evidence in a receipt and the clock it was made with; never its verdicts. */
export function readReceipt(value: object): ReadInput {
  const receipt = value as Readonly<Record<string, unknown>>
  if (receipt['format_version'] !== 1) {
    return { ok: false, reason: 'This receipt is of a version that this page does not know.' }
  }
  const quote = typeof receipt['quote'] === 'string' ? bytesOfHex(receipt['quote']) : undefined
  if (!quote) return { ok: false, reason: 'This receipt holds no quote.' }
  const log = readEventLog(receipt['event_log'])
  const collateral = readCollateral(receipt['collateral'])
  const checkedAt = Date.parse(String(receipt['checked_at'])) / 1000
  const text = (name: 'app_compose' | 'vm_config') =>
    typeof receipt[name] === 'string' ? { [name]: receipt[name] } : {}
  return {
    ok: true,
    bundles: [
      {
        quote,
        ...(log ? { event_log: log } : {}),
        ...(collateral.ok ? { collateral: collateral.collateral } : {}),
        ...text('app_compose'),
        ...text('vm_config'),
        ...(Number.isFinite(checkedAt) ? { checked_at: checkedAt } : {}),
        reported: readReported(receipt['reported']),
      },
    ],
  }
}

const NAMES = [
  'app_id',
  'instance_id',
  'compose_hash',
  'os_image_hash',
  'device_id',
  'quoted_at',
] as const satisfies readonly (keyof Reported)[]

function readReported(value: unknown): Reported {
  if (typeof value !== 'object' || value === null) return {}
  const given = value as Partial<Record<keyof Reported, unknown>>
  return Object.fromEntries(
    NAMES.flatMap((name) => (typeof given[name] === 'string' ? [[name, given[name]]] : [])),
  )
}
