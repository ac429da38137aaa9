import { readMrConfigId } from './mrConfigId.ts'
import { hexOfBytes } from './hex.ts'
import type { Evidence } from './evidence.ts'
import type { Verification } from './verification.ts'

/** What a change would mean: which part of the system is no longer the one that was good. */
export type DriftGroup = 'compose' | 'OS' | 'hardware' | 'keys'

/** The values that a good CVM of an app had; empty where they were not disclosed. */
export interface Baseline {
  readonly format: 'cvm-console-baseline'
  readonly app_id: string
  /** ISO time at which it was marked as good. */
  readonly recorded_at: string
  readonly values: Readonly<Record<BaselineField, string>>
}

export interface Drift {
  readonly group: DriftGroup
  readonly field: BaselineField
  readonly label: string
  readonly before: string
  readonly now: string
}

/** RTMR3 is left out: it contains the instance id, so it differs between replicas that are alike. */
const FIELDS = {
  compose_hash: ['compose', 'Compose hash'],
  mrtd: ['OS', 'MRTD'],
  rtmr1: ['OS', 'RTMR1'],
  rtmr2: ['OS', 'RTMR2'],
  os_image_hash: ['OS', 'OS image hash'],
  rtmr0: ['hardware', 'RTMR0 (virtual hardware)'],
  mr_seam: ['hardware', 'TDX module'],
  tee_tcb_svn: ['hardware', 'TEE TCB SVN'],
  tcb_status: ['hardware', 'TCB status'],
  fmspc: ['hardware', 'Platform family'],
  key_provider: ['keys', 'Key provider'],
} as const satisfies Record<string, readonly [DriftGroup, string]>

export type BaselineField = keyof typeof FIELDS
const NAMES = Object.keys(FIELDS) as BaselineField[]

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
    os_image_hash: identity['os-image-hash'] ?? evidence.reported.os_image_hash ?? '',
    mr_seam: hexOfBytes(report.mr_seam),
    tee_tcb_svn: hexOfBytes(report.tee_tcb_svn),
    tcb_status: hardware?.ok ? hardware.status : '',
    fmspc: hardware?.ok ? hardware.fmspc : '',
    key_provider: identity['key-provider'] ?? '',
  }
}

/** Every value that is known on both sides and differs. */
export const driftBetween = (before: Baseline['values'], now: Baseline['values']): Drift[] =>
  NAMES.filter((field) => before[field] && now[field] && before[field] !== now[field]).map(
    (field) => {
      const [group, label] = FIELDS[field]
      return { group, field, label, before: before[field], now: now[field] }
    },
  )

/** A baseline from an imported file or from storage; undefined when it is none. */
export function readBaseline(value: unknown): Baseline | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { format, app_id, recorded_at, values } = value as Partial<Record<keyof Baseline, unknown>>
  if (format !== 'cvm-console-baseline' || typeof app_id !== 'string') return undefined
  if (typeof recorded_at !== 'string' || typeof values !== 'object' || values === null)
    return undefined
  const given = values as Partial<Record<BaselineField, unknown>>
  const entries = NAMES.map((name) => [name, typeof given[name] === 'string' ? given[name] : ''])
  return { format, app_id, recorded_at, values: Object.fromEntries(entries) as Baseline['values'] }
}
