import { setTimeout as sleep } from 'node:timers/promises'
import { firstWhere, type LogLine, type Timeline } from './timeline.ts'

/** Which lines of a log: times in ms since 1970, both ends included. Without `tail`, all of them. */
export type LogRange = { since?: number; until?: number; tail?: number }

export type LogClock = {
  now: () => number
  wait: (ms: number, signal: AbortSignal) => Promise<void>
}

export const systemClock: LogClock = {
  now: Date.now,
  wait: async (ms, signal) => {
    await sleep(ms, undefined, { signal })
  },
}

/** How many lines are handed on at once, at most. */
const BATCH = 1000

/** How often a followed log is looked at, in ms. */
const POLL = 100

/** The lines that are there, in batches. */
export function* readLog(timeline: Timeline, range: LogRange, now: number): Generator<LogLine[]> {
  const [first, end] = spanOf(timeline, range, now)
  yield* batches(timeline, first, end)
}

/**
 * The lines that are there, then those that come, until the log ends, `until` is past or `signal`
 * aborts. `current` is asked again and again, for how the log goes on may change meanwhile: undefined
 * ends it. Nothing is made ahead of the reader: a slow one gets the same lines later.
 */
export async function* followLog(
  current: () => Timeline | undefined,
  range: LogRange,
  clock: LogClock,
  signal: AbortSignal,
): AsyncGenerator<LogLine[]> {
  let next: number | undefined
  for (;;) {
    const timeline = current()
    if (!timeline || signal.aborted) return
    const now = clock.now()
    const [first, end] = spanOf(timeline, range, now)
    yield* batches(timeline, next ?? first, end)
    next = Math.max(next ?? first, end)
    const over = Math.min(timeline.ends_at ?? Infinity, range.until ?? Infinity)
    if (now >= over || signal.aborted) return
    try {
      await clock.wait(POLL, signal)
    } catch {
      // Only an abort ends the wait early.
      return
    }
  }
}

function* batches(timeline: Timeline, first: number, end: number): Generator<LogLine[]> {
  for (let at = first; at < end; at += BATCH) {
    const length = Math.min(BATCH, end - at)
    yield Array.from({ length }, (_, n) => timeline.line(at + n))
  }
}

/** First line and the one after the last. */
function spanOf(timeline: Timeline, range: LogRange, now: number): [number, number] {
  const end = timeline.lengthAt(Math.min(now, range.until ?? now))
  const kept = Math.max(0, timeline.lengthAt(now) - timeline.kept)
  const { since, tail } = range
  const since_n = since === undefined ? 0 : firstWhere(end, (n) => timeline.line(n).time >= since)
  const tail_n = tail === undefined ? 0 : end - tail
  return [Math.max(0, kept, since_n, tail_n), end]
}
