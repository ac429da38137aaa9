import type { QueryClient } from '@tanstack/react-query'
import { watchCvmState } from '../../api/cvmStateStream.ts'
import type { StateEvent } from '../../api/cvmStateStream.ts'
import { ApiError } from '../../api/errors.ts'
import { now } from '../../api/http.ts'
import { isInTransition } from '../../cvm/status.ts'
import type { LiveStatus } from '../cvmRow.ts'
import { learnStatuses, liveOf, lookAgain, wake } from './live.ts'
import type { PollerDeps } from './poller.ts'

/** Seconds between two events that the API is asked for: the least it takes. */
const INTERVAL = 5
/** A stream that was silent for this long is not trusted any more, and the poller looks again. */
const TRUST_MS = 3 * INTERVAL * 1000
const PAUSES = [2_000, 4_000, 8_000, 16_000, 30_000] as const

/** Which CVM, until which status, and the operation that moves it there, where that is known. */
type Followed = { id: string; target: string; correlation_id: string | undefined }

/**
 * Follows one CVM's state stream until it has reached `target` or the returned function is called.
 * While events come the poller leaves the CVM alone; when the stream breaks, or the tab is hidden,
 * the poller has it back, and the stream is tried again with growing pauses.
 */
export function followCvm(client: QueryClient, followed: Followed, deps: PollerDeps): () => void {
  const { id, target } = followed
  const stopped = new AbortController()
  let open: AbortController | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let broken = 0

  function begin(): void {
    clearTimeout(timer)
    if (stopped.signal.aborted || open || deps.isHidden()) return
    open = new AbortController()
    void run(AbortSignal.any([stopped.signal, open.signal]))
  }

  async function run(signal: AbortSignal): Promise<void> {
    let over = false
    try {
      for await (const event of watchCvmState({ id, target, interval: INTERVAL }, signal)) {
        broken = 0
        over = take(client, event, followed) === 'over'
        if (over) break
      }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      // A connection that has no streams (404, 405, 406, 501) is polled, without asking again.
      over = error.kind === 'refused' && [404, 405, 406, 501].includes(error.status)
    } finally {
      open = undefined
      handBack(client, id)
    }
    if (over || stopped.signal.aborted) return
    timer = setTimeout(begin, PAUSES[Math.min(broken++, PAUSES.length - 1)])
  }

  const offVisibility = deps.onVisibility(() => {
    if (deps.isHidden()) open?.abort()
    else begin()
  })
  begin()
  return () => {
    offVisibility()
    clearTimeout(timer)
    stopped.abort()
  }
}

function take(client: QueryClient, event: StateEvent, followed: Followed): 'over' | 'on' {
  const { id, target, correlation_id } = followed
  // The stream knows statuses, not operations. Whether one is over, the batch call says: a restart
  // asked for a moment ago may not have left `running` yet.
  if (event.type === 'complete') {
    lookAgain(client, id)
    return 'over'
  }
  if (event.type !== 'state') return 'on'
  const { state } = event
  if (!isInTransition(state) && state.status !== target) {
    handBack(client, id)
    return 'on'
  }
  liveOf(client).followedUntil.set(id, now() + TRUST_MS)
  const status: LiveStatus = { ...state, in_progress: true, correlation_id }
  learnStatuses(client, new Map([[id, status]]), now())
  return 'on'
}

function handBack(client: QueryClient, id: string): void {
  if (liveOf(client).followedUntil.delete(id)) wake(client)
}
