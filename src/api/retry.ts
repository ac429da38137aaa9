import { ApiError, isPassing } from './errors.ts'
import type { Clock } from './clock.ts'

/**
 * `operation`: start, stop, shutdown, restart, delete and provision, tried again as the official Go
 * client does: the server has said "not now" (429, 503, a 409 without an error code), so nothing has
 * happened yet. `read`: once more after any failure that may pass. `never`: everything else; a
 * commit or a replica that may have arrived is not sent again by a machine.
 */
export type RetryPolicy = 'operation' | 'read' | 'never'

/** A pause between two attempts. `attempt` counts the retries from 1; `until` is an epoch ms. */
export type Wait = { attempt: number; waitMs: number; until: number; reason: ApiError }

/** Told of each pause, and with null when it is over. */
export type OnWait = (wait: Wait | null) => void

const OPERATION_RETRIES = 5
const FIRST_DELAY = 1_000
const MAX_DELAY = 20_000
/** A server that asks for more than this gets an error that says when, instead of a hung page. */
export const LONGEST_WAIT = 5 * 60_000

/** How long to wait before retry number `attempt` (from 1), in ms; undefined: do not retry. */
export function retryDelay(
  policy: RetryPolicy,
  error: ApiError,
  attempt: number,
): number | undefined {
  if (!mayRetry(policy, error, attempt)) return undefined
  const usual = policy === 'read' ? readDelay(error) : FIRST_DELAY * 2 ** (attempt - 1)
  const wait = error.retryAfter ?? Math.min(usual, MAX_DELAY)
  return wait > LONGEST_WAIT ? undefined : wait
}

function mayRetry(policy: RetryPolicy, error: ApiError, attempt: number): boolean {
  if (policy === 'read') {
    return attempt === 1 && (error.kind === 'network' || isPassing(error.status))
  }
  if (policy === 'operation') return attempt <= OPERATION_RETRIES && wasTurnedAway(error)
  return false
}

/** The server has answered, and its answer means that nothing was done. */
function wasTurnedAway({ kind, status, error_code }: ApiError): boolean {
  if (kind !== 'refused') return false
  return status === 429 || status === 503 || (status === 409 && error_code === undefined)
}

/** The official client reads again at once; only one that was told to slow down does so. */
function readDelay(error: ApiError): number {
  return error.status === 429 ? FIRST_DELAY : 0
}

type Options = {
  policy: RetryPolicy
  clock: Clock
  signal: AbortSignal | undefined
  onWait: OnWait | undefined
}

/** Runs `attempt` until it works, may not be tried again, or the caller stops waiting. */
export async function withRetry<T>(attempt: () => Promise<T>, options: Options): Promise<T> {
  const { policy, clock, signal, onWait } = options
  for (let retry = 1; ; retry++) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const waitMs = retryDelay(policy, error, retry)
      if (waitMs === undefined) throw error
      onWait?.({ attempt: retry, waitMs, until: clock.now() + waitMs, reason: error })
      try {
        await clock.sleep(waitMs, signal)
      } catch (cause) {
        const message = 'Stopped waiting for another attempt.'
        throw new ApiError({ kind: 'aborted', endpoint: error.endpoint, message, cause })
      } finally {
        onWait?.(null)
      }
    }
  }
}
