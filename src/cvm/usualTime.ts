import type { Operation } from '../contract/operations.ts'
import { elapsedMs } from './progress.ts'

/** What a transition usually takes where nothing has been measured, in milliseconds. */
const USUAL = new Map<string, number>(
  Object.entries({
    creating: 120_000,
    starting: 60_000,
    restarting: 90_000,
    stopping: 15_000,
    shutting_down: 30_000,
    deleting: 30_000,
  }),
)
const ANY = 60_000

type UnderWay = {
  status: string
  operation_type?: string | null | undefined
  started_at?: string | null | undefined
}

type Past = Pick<Operation, 'operation_type' | 'status' | 'duration_ms'>

/**
 * What this CVM's own operation of the same kind took before, in milliseconds: the median of those
 * that were completed, once there are three; else what its transition usually takes. An operation
 * that its CVM does not name is the one under way in `past`.
 */
export function usualMs(underWay: UnderWay, past: readonly Past[] = []): number {
  const { status } = underWay
  const type =
    underWay.operation_type ?? past.find((one) => one.status === 'in_progress')?.operation_type
  const took = past
    .flatMap((one) =>
      one.operation_type === type && one.status === 'completed' && one.duration_ms
        ? [one.duration_ms]
        : [],
    )
    .sort((a, b) => a - b)
  const median = took[Math.floor(took.length / 2)]
  return took.length < 3 || median === undefined ? (USUAL.get(status) ?? ANY) : median
}

/**
 * The usual time of an operation that takes more than twice as long, in milliseconds: time to say so,
 * and to offer the log, a cancel and the stronger actions. Undefined for one that does not.
 */
export function slowAgainst(
  underWay: UnderWay,
  past: readonly Past[],
  now: number,
): number | undefined {
  const elapsed = elapsedMs(underWay.started_at, now)
  const usual = usualMs(underWay, past)
  return elapsed !== undefined && elapsed > 2 * usual ? usual : undefined
}
