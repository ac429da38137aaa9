import type { CvmDetail, CvmInfo } from '../contract/cvm.ts'
import { withProgress } from '../cvm/progress.ts'
import { isInTransition } from '../cvm/status.ts'

/** What only the status calls and the state stream know about a CVM. */
export type BootFields = {
  boot_progress?: string | null | undefined
  boot_error?: string | null | undefined
  shutdown_progress?: string | null | undefined
  uptime?: string | null | undefined
  operation_type?: string | null | undefined
  /** Every `boot_progress` text of the operation under way or last seen, oldest first. */
  boot_seen?: readonly string[] | undefined
}

/** A CVM as the caches hold it: the API's answer, kept current by its status. */
export type CvmRow = CvmInfo & BootFields
export type Cvm = CvmDetail & BootFields

/** What is known of a CVM at one moment, from whichever call. */
export type LiveStatus = {
  status: string
  in_progress: boolean
  boot_progress?: string | null | undefined
  boot_error?: string | null | undefined
  shutdown_progress?: string | null | undefined
  uptime?: string | null | undefined
  operation_type?: string | null | undefined
  operation_started_at?: string | null | undefined
  correlation_id?: string | null | undefined
  /** The status that the operation is to end in; the batch call does not say, so it is remembered. */
  target?: string | null | undefined
}

/** The row with another status; the same object when that changes nothing. */
export function withStatus<T extends CvmRow>(row: T, live: LiveStatus): T {
  const seen = isAnotherOperation(row, live) ? [] : (row.boot_seen ?? [])
  const next = {
    ...row,
    status: live.status,
    in_progress: live.in_progress,
    progress: live.in_progress ? progressOf(row, live) : null,
    boot_progress: live.boot_progress ?? null,
    boot_error: live.boot_error ?? null,
    shutdown_progress: live.shutdown_progress ?? null,
    uptime: live.uptime ?? null,
    operation_type: live.operation_type ?? null,
    boot_seen: withProgress(seen, live.boot_progress),
  }
  return sameStatus(row, next) ? row : next
}

function progressOf(row: CvmRow, live: LiveStatus): CvmRow['progress'] {
  const before = isAnotherOperation(row, live) ? undefined : row.progress
  return {
    target: live.target ?? before?.target ?? null,
    started_at: live.operation_started_at ?? before?.started_at ?? null,
    correlation_id: live.correlation_id ?? before?.correlation_id ?? null,
  }
}

/** Two correlation ids that differ, or the first sign of a transition in a row that was settled. */
function isAnotherOperation(row: CvmRow, live: LiveStatus): boolean {
  const id = row.progress?.correlation_id
  if (id && live.correlation_id) return id !== live.correlation_id
  return !isInTransition(row) && isInTransition(live)
}

function sameStatus(a: CvmRow, b: CvmRow): boolean {
  return (
    a.status === b.status &&
    (a.in_progress ?? false) === (b.in_progress ?? false) &&
    (a.boot_progress ?? null) === (b.boot_progress ?? null) &&
    (a.boot_error ?? null) === (b.boot_error ?? null) &&
    (a.shutdown_progress ?? null) === (b.shutdown_progress ?? null) &&
    (a.uptime ?? null) === (b.uptime ?? null) &&
    (a.operation_type ?? null) === (b.operation_type ?? null) &&
    (a.progress?.target ?? null) === (b.progress?.target ?? null) &&
    (a.progress?.started_at ?? null) === (b.progress?.started_at ?? null) &&
    (a.progress?.correlation_id ?? null) === (b.progress?.correlation_id ?? null)
  )
}

/** The row as just read, with the status that is already known to be newer. */
export function keepingStatus<T extends CvmRow>(read: T, known: CvmRow): T {
  return {
    ...read,
    status: known.status,
    in_progress: known.in_progress,
    progress: known.progress,
    ...bootFieldsOf(known),
  }
}

/** The row as just read, with what only the status calls know, as long as it still applies. */
export function keepingBoot<T extends CvmRow>(read: T, known: CvmRow): T {
  return known.status === read.status ? { ...read, ...bootFieldsOf(known) } : read
}

function bootFieldsOf(row: CvmRow): BootFields {
  const { boot_progress, boot_error, shutdown_progress, uptime, operation_type, boot_seen } = row
  return { boot_progress, boot_error, shutdown_progress, uptime, operation_type, boot_seen }
}

/** What a row says about its CVM's status. */
export function statusOfRow(row: CvmRow): LiveStatus {
  return {
    status: row.status,
    in_progress: row.in_progress ?? Boolean(row.progress?.target),
    boot_progress: row.boot_progress,
    boot_error: row.boot_error,
    shutdown_progress: row.shutdown_progress,
    uptime: row.uptime,
    operation_type: row.operation_type,
    operation_started_at: row.progress?.started_at,
    correlation_id: row.progress?.correlation_id,
    target: row.progress?.target,
  }
}
