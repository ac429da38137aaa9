import { plainText } from './ansi.ts'

/** At most this many lines are kept; older ones go, and the viewer says so. */
export const MAX_LINES = 100_000

/** `n` counts from 0 over the whole stream and stays with the line when older ones are dropped. */
export type LogLine = { n: number; text: string; channel: 'stdout' | 'stderr' }

/** What a viewer draws from: a new object for each change, so that React sees it. */
export type LogView = {
  /** Number of the first line that is still kept; as many were dropped. */
  first: number
  /** One more than the number of the last line. */
  end: number
  /** The line with that number, if it is kept. */
  line: (n: number) => LogLine | undefined
  query: string
  /** Numbers of the lines that contain the query, ascending; empty without a query. */
  matches: readonly number[]
}

export type LogBuffer = {
  append: (lines: readonly { text: string; channel: 'stdout' | 'stderr' }[]) => void
  search: (query: string) => void
  clear: () => void
  /** All kept lines as text, one a line, without terminal codes. */
  text: () => string
  view: () => LogView
  subscribe: (listener: () => void) => () => void
}

/**
 * Holds a log while it streams. Appending is cheap at thousands of lines a second: listeners are
 * called once per `schedule` (a frame in the browser), and a search in force is carried on over the
 * new lines only.
 */
export function createLogBuffer(
  schedule: (flush: () => void) => void = (flush) => void requestAnimationFrame(flush),
  max = MAX_LINES,
): LogBuffer {
  let lines: LogLine[] = []
  let first = 0
  let query = ''
  let needle = ''
  let matches: number[] = []
  let view = snapshot()
  let scheduled = false
  const listeners = new Set<() => void>()

  function snapshot(): LogView {
    const from = first
    const kept = lines
    const end = first + lines.length
    // Dropping replaces the array, appending only adds to it: an older view stays right.
    return {
      first: from,
      end,
      line: (n) => (n < end ? kept[n - from] : undefined),
      query,
      matches: matches.slice(),
    }
  }

  function changed() {
    if (scheduled) return
    scheduled = true
    schedule(() => {
      scheduled = false
      view = snapshot()
      for (const listener of listeners) listener()
    })
  }

  const isMatch = (line: LogLine) => plainText(line.text).toLowerCase().includes(needle)

  return {
    append(added) {
      for (const { text, channel } of added) {
        const line = { n: first + lines.length, text, channel }
        lines.push(line)
        if (needle && isMatch(line)) matches.push(line.n)
      }
      // A tenth more than the limit is let in, so that the copy below is rare.
      if (lines.length > max * 1.1) {
        const drop = lines.length - max
        lines = lines.slice(drop)
        first += drop
        matches = matches.filter((n) => n >= first)
      }
      changed()
    },
    search(text) {
      query = text
      const before = needle
      needle = text.toLowerCase()
      // What holds the longer text held the shorter one: a further letter looks through its matches only.
      const narrowed = before !== '' && needle.includes(before)
      const among = narrowed ? matches.flatMap((n) => lines[n - first] ?? []) : lines
      matches = needle ? among.filter(isMatch).map((line) => line.n) : []
      changed()
    },
    clear() {
      lines = []
      first = 0
      matches = []
      changed()
    },
    text: () => lines.map((line) => `${plainText(line.text)}\n`).join(''),
    view: () => view,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
