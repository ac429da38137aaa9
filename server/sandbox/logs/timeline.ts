export type LogChannel = 'stdout' | 'stderr'

/** `time` in ms since 1970, with fractions. `text` may hold ANSI colours, and no line break. */
export type LogLine = { time: number; channel: LogChannel; text: string }

/**
 * Everything a log holds and will hold, as a pure function of time: line n is the same whenever it is
 * asked for, and `lengthAt` says how many there are by then. Times never decrease with n.
 */
export type Timeline = {
  lengthAt: (time: number) => number
  line: (n: number) => LogLine
  /** How many of the last lines are kept; what is older has been rotated away. */
  kept: number
  /** No line comes after this time; null while the log goes on. */
  ends_at: number | null
}

export const KEPT_LINES = 10_000

/** A log that is just these lines, in order of time. */
export function fixedTimeline(lines: readonly LogLine[], ends_at: number | null): Timeline {
  return {
    lengthAt: (time) => firstWhere(lines.length, (n) => (lines[n]?.time ?? 0) > time),
    line: (n) => lines[n] ?? emptyLine,
    kept: KEPT_LINES,
    ends_at,
  }
}

/**
 * `opening` lines, then one line about every `interval` ms for as long as it runs, then `closing`
 * ones. `steady` gives the text of the n-th of the lines in between, `jitter(n)` (0 to below 1)
 * how late in its interval it comes.
 */
export function runningTimeline(run: {
  opening: readonly LogLine[]
  starts_at: number
  interval: number
  steady: (n: number, time: number) => Omit<LogLine, 'time'>
  jitter: (n: number) => number
  closing: readonly LogLine[]
  ends_at: number | null
  kept?: number
}): Timeline {
  const { opening, interval, closing, ends_at } = run
  const opened = Math.max(run.starts_at, opening.at(-1)?.time ?? 0)
  const steadyTime = (n: number) => opened + (n + run.jitter(n)) * interval
  const steadyBy = (time: number) => {
    const whole = Math.floor((Math.min(time, ends_at ?? time) - opened) / interval)
    if (whole < 0) return 0
    return steadyTime(whole) <= time ? whole + 1 : whole
  }
  const beforeClosing = ends_at === null ? Infinity : opening.length + steadyBy(ends_at)
  const closes = fixedTimeline(closing, ends_at)
  return {
    lengthAt: (time) => {
      const opens = firstWhere(opening.length, (n) => (opening[n]?.time ?? 0) > time)
      return opens + steadyBy(time) + closes.lengthAt(time)
    },
    line: (n) => {
      if (n >= beforeClosing) return closes.line(n - beforeClosing)
      const steady = n - opening.length
      const time = steadyTime(steady)
      return opening[n] ?? { time, ...run.steady(steady, time) }
    },
    kept: run.kept ?? KEPT_LINES,
    ends_at,
  }
}

/** The first number from 0 to below `count` for which something holds that then goes on to hold. */
export function firstWhere(count: number, holds: (n: number) => boolean): number {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

const emptyLine: LogLine = { time: 0, channel: 'stdout', text: '' }
