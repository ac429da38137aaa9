import { logResponse } from './logResponse.ts'
import type { LogQuery } from './logQuery.ts'
import { followLog, readLog, type LogClock } from './readLog.ts'
import type { Timeline } from './timeline.ts'

/**
 * Answers a request for a log. `current` is asked once, or, when the log is followed, again and again
 * until it is undefined: how a log goes on depends on what becomes of its CVM.
 */
export function openLog(
  current: () => Timeline | undefined,
  query: LogQuery,
  clock: LogClock,
  signal: AbortSignal,
): Response {
  if (!query.follow) {
    const timeline = current()
    return logResponse(timeline ? readLog(timeline, query, clock.now()) : [], query)
  }
  const gone = new AbortController()
  const stopped = AbortSignal.any([signal, gone.signal])
  return logResponse(followLog(current, query, clock, stopped), query, () => gone.abort())
}
