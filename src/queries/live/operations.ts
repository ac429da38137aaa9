import type { ActionId } from '../../cvm/actions.ts'
import { isInTransition } from '../../cvm/status.ts'
import type { StatusView } from '../../cvm/status.ts'

/** Something that was asked for here and accepted, and is not over yet. */
export type Operation = {
  cvm: { id: string; name: string }
  /** `create` and `update` are no buttons of their own: a deployment, and whatever changes a CVM. */
  action: ActionId | 'create' | 'update'
  /** The status it is to end in; `deleted` for a delete. */
  target: string
  /** The status before it was accepted. */
  before: string
  acceptedAt: number
}

/** How it ended. `status` is what the CVM settled in. */
export type Settled = Operation & {
  outcome: 'done' | 'failed'
  status: string
  boot_error: string | null
}

export type OnSettled = (settled: Settled) => void

/**
 * A worker may take an accepted operation up only after a moment, and until then the old status is
 * still the true one: for this long it does not count as the end.
 */
const GRACE = 5_000

/** `under way`, `not taken up yet` (the answer is to be ignored), or the end. */
export function judge(
  operation: Operation,
  now: StatusView,
  at: number,
): 'under way' | 'not taken up' | 'done' | 'failed' {
  if (isInTransition(now)) return 'under way'
  if (now.status === operation.target) return now.boot_error ? 'failed' : 'done'
  // Not early for ever where somebody has set the clock back meanwhile.
  const early = Math.abs(at - operation.acceptedAt) < GRACE
  return early && now.status === operation.before && !now.boot_error ? 'not taken up' : 'failed'
}
