/** What the cadence is decided by. Times are epoch milliseconds. */
export type PollView = {
  /** How many CVMs are in transition. */
  inTransition: number
  /** When a status that anybody watches last changed, or an operation was accepted. */
  lastChangeAt: number
  /** The tab cannot be seen. */
  hidden: boolean
  /** How many looks in a row have failed. */
  failures: number
}

const SECOND = 1000
const MINUTE = 60 * SECOND

/** After the last transition has ended, for this long: what has just started may just as soon fall. */
export const SETTLED_WATCH = 30 * SECOND

/** The longest pause, also after failures. */
const SLOWEST = 30 * SECOND

/**
 * Milliseconds until statuses are asked for again; false to stay silent. Quick while something has
 * just happened, slower the longer nothing changes, and nothing at all when all is settled or nobody
 * can see it.
 */
export function pollInterval(view: PollView, now: number): number | false {
  if (view.hidden) return false
  const quiet = Math.max(0, now - view.lastChangeAt)
  if (view.inTransition === 0 && quiet >= SETTLED_WATCH) return false
  const usual = view.inTransition === 0 ? 5 * SECOND : pace(quiet)
  return Math.min(usual * 2 ** view.failures, SLOWEST)
}

function pace(quiet: number): number {
  if (quiet < 3 * SECOND) return 500
  if (quiet < 15 * SECOND) return SECOND
  if (quiet < MINUTE) return 2 * SECOND
  if (quiet < 10 * MINUTE) return 5 * SECOND
  return 15 * SECOND
}
