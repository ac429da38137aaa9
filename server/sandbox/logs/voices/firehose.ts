import type { Timeline } from '../timeline.ts'

const BACKLOG = 100_000
const LINES_PER_SECOND = 5000

/** Lines that the backlog writes in one ms. */
const BURST = 1000

/**
 * A service called `firehose` tests how much a reader can take: it writes a hundred thousand lines
 * as it starts, and five thousand a second for as long as it runs. The lines are numbered, so that a
 * missing one is seen.
 */
export function firehoseTimeline(started_at: number, ends_at: number | null): Timeline {
  const steadyFrom = started_at + BACKLOG / BURST
  const interval = 1000 / LINES_PER_SECOND
  const timeOf = (n: number) =>
    n < BACKLOG ? started_at + n / BURST : steadyFrom + (n - BACKLOG) * interval
  return {
    lengthAt: (asked) => {
      const time = Math.min(asked, ends_at ?? asked)
      if (time < started_at) return 0
      if (time < steadyFrom) return Math.floor((time - started_at) * BURST) + 1
      return BACKLOG + Math.floor((time - steadyFrom) / interval) + 1
    },
    line: (n) => ({
      time: timeOf(n),
      channel: n % 50 === 49 ? 'stderr' : 'stdout',
      text: `firehose ${n + 1} ${'0123456789abcdef'.repeat(1 + (n % 5))}`,
    }),
    kept: BACKLOG,
    ends_at,
  }
}
