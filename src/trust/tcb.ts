import { hexOfBytes } from './hex.ts'
import type { TdReport } from './quote.ts'

/** Intel's words for how current a platform is, best first. */
export const TCB_STATUSES = [
  'UpToDate',
  'SWHardeningNeeded',
  'ConfigurationNeeded',
  'ConfigurationAndSWHardeningNeeded',
  'OutOfDate',
  'OutOfDateConfigurationNeeded',
  'Revoked',
] as const

export type TcbStatus = (typeof TCB_STATUSES)[number]

export interface TcbVerdict {
  readonly status: TcbStatus
  /** ISO date of the level: what Intel had fixed by then is in it. */
  readonly date: string
  readonly advisories: readonly string[]
}

/** The security versions of a platform, from its PCK certificate. */
export interface PlatformSvn {
  readonly cpu_svn: Uint8Array
  readonly pce_svn: number
}

interface Level {
  readonly tcb: {
    readonly pcesvn?: number
    readonly isvsvn?: number
    readonly sgxtcbcomponents?: readonly { readonly svn: number }[]
    readonly tdxtcbcomponents?: readonly { readonly svn: number }[]
  }
  readonly tcbStatus: string
  readonly tcbDate: string
  readonly advisoryIDs?: readonly string[]
}

interface ModuleIdentity {
  readonly id?: string
  readonly mrsigner: string
  readonly attributes: string
  readonly attributesMask: string
  readonly tcbLevels?: readonly Level[]
}

/** The parts of Intel's TCB info (PCS v4) that are read here. Parse it only after its signature held. */
export interface TcbInfo {
  readonly fmspc: string
  readonly nextUpdate: string
  readonly tcbEvaluationDataNumber: number
  readonly tcbLevels: readonly Level[]
  readonly tdxModule?: ModuleIdentity
  readonly tdxModuleIdentities?: readonly ModuleIdentity[]
}

export type ModuleVerdict =
  | ({ readonly ok: true; readonly id: string } & Partial<TcbVerdict>)
  | { readonly ok: false; readonly reason: string }

/** The worse of two; an unknown status counts as the worst. */
export const worse = (a: TcbStatus, b: TcbStatus): TcbStatus =>
  TCB_STATUSES.indexOf(a) >= TCB_STATUSES.indexOf(b) ? a : b

export const statusOf = (text: string): TcbStatus =>
  TCB_STATUSES.find((status) => status === text) ?? 'Revoked'

/** The first level that the platform reaches in every component, as Intel's algorithm has it. */
export function platformLevel(
  info: TcbInfo,
  svn: PlatformSvn,
  report: TdReport,
): TcbVerdict | undefined {
  const level = info.tcbLevels.find(
    ({ tcb }) =>
      svn.pce_svn >= (tcb.pcesvn ?? Number.POSITIVE_INFINITY) &&
      reaches(svn.cpu_svn, tcb.sgxtcbcomponents) &&
      reaches(report.tee_tcb_svn, tcb.tdxtcbcomponents),
  )
  return level && verdictOf(level)
}

/**
 * Whether the TDX module that made the report is one that Intel lists. A module of version 1 and
 * above has an identity of its own in the TCB info (`TDX_01`, …) with levels by its security version
 * (Intel PCS v4, `tdxModuleIdentities`); version 0 is held against `tdxModule`.
 */
export function moduleIdentity(info: TcbInfo, report: TdReport): ModuleVerdict {
  const [svn = 0, version = 0] = report.tee_tcb_svn
  const id =
    version === 0 ? 'tdxModule' : `TDX_${version.toString(16).padStart(2, '0').toUpperCase()}`
  const identity =
    version === 0
      ? info.tdxModule
      : info.tdxModuleIdentities?.find((candidate) => candidate.id === id)
  if (!identity)
    return { ok: false, reason: `Intel’s list has no TDX module ${id} for this platform` }
  if (hexOfBytes(report.mr_signer_seam) !== identity.mrsigner.toLowerCase()) {
    return { ok: false, reason: `the TDX module ${id} was signed by somebody else` }
  }
  if (!matchesMasked(hexOfBytes(report.seam_attributes), identity)) {
    return {
      ok: false,
      reason: `the TDX module ${id} runs with attributes that Intel does not list`,
    }
  }
  if (version === 0) return { ok: true, id }
  const level = identity.tcbLevels?.find(
    ({ tcb }) => svn >= (tcb.isvsvn ?? Number.POSITIVE_INFINITY),
  )
  if (!level)
    return { ok: false, reason: `the TDX module ${id} is older than any that Intel lists` }
  return { ok: true, id, ...verdictOf(level) }
}

const verdictOf = (level: Level): TcbVerdict => ({
  status: statusOf(level.tcbStatus),
  date: level.tcbDate,
  advisories: level.advisoryIDs ?? [],
})

const reaches = (actual: Uint8Array, required: readonly { readonly svn: number }[] | undefined) =>
  required?.length === actual.length &&
  required.every(({ svn }, index) => (actual[index] ?? 0) >= svn)

function matchesMasked(actual: string, { attributes, attributesMask }: ModuleIdentity): boolean {
  const number = (digits: string) => BigInt(`0x${digits}`)
  const mask = number(attributesMask)
  return (number(actual) & mask) === (number(attributes) & mask)
}
