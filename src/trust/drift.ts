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

/** What the API says of a CVM without being asked for evidence. */
export interface ReportedState {
  readonly compose_hash?: string | null | undefined
  readonly os_image_hash?: string | null | undefined
}

/**
 * The values of a CVM as far as they are known without checking it: what the API reports of it now,
 * over what the last check of it in this browser found.
 */
export function presentValues(
  reported: ReportedState,
  seen: Baseline['values'] | undefined,
): Baseline['values'] {
  const empty = Object.fromEntries(NAMES.map((name) => [name, ''])) as Baseline['values']
  const values = seen ?? empty
  return {
    ...values,
    compose_hash: bareHash(reported.compose_hash) || values.compose_hash,
    os_image_hash: bareHash(reported.os_image_hash) || values.os_image_hash,
  }
}

export const bareHash = (hash: string | null | undefined): string =>
  (hash ?? '').toLowerCase().replace(/^(0x|sha256:)/, '')

/** "compose and hardware" */
export const groupsOf = (drift: readonly Pick<Drift, 'group'>[]): string =>
  new Intl.ListFormat('en').format([...new Set(drift.map(({ group }) => group))])
