import { plainText } from './ansi.ts'

/** At most this many lines are kept; older ones go, and the viewer says so. */
export const MAX_LINES = 100_000

/** How long one go of a search may take, in ms: one in a frame, so that scrolling and typing stay smooth. */
const GO_MS = 2
/** Lines between two looks at the clock. */
const STRIDE = 200

/** `n` counts from 0 over the whole stream and stays with the line when older ones are dropped. */
export type LogLine = { n: number; text: string; channel: 'stdout' | 'stderr' }

/** `plain`: the words of the line, which are the text itself where it has no terminal codes. */
type KeptLine = LogLine & { plain: string }

/** What a viewer draws from: a new object for each change, so that React sees it. */
export type LogView = {
  /** Number of the first line that is still kept; as many were dropped. */
  first: number
  /** One more than the number of the last line. */
  end: number
  /** The line with that number, if it is kept. */
  line: (n: number) => LogLine | undefined
  query: string
  /** Numbers of the lines that contain the query, ascending, as far as it has been looked; empty without one. */
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

type Clock = { now: () => number; later: (go: () => void) => void }

/**
 * Holds a log while it streams. Appending is cheap at thousands of lines a second: listeners are
 * called once per `schedule` (a frame in the browser), and a search in force is carried on over the
 * new lines only. A search goes through the lines in short goes, and each further letter through what
 * the ones before have left.
 */
export function createLogBuffer(
  schedule: (flush: () => void) => void = (flush) => void requestAnimationFrame(flush),
  max = MAX_LINES,
  { now, later }: Clock = {
    now: () => performance.now(),
    later: (go) => void requestAnimationFrame(go),
  },
): LogBuffer {
  let lines: KeptLine[] = []
  let first = 0
  let query = ''
  let needle = ''
  let matches: number[] = []
  // What a search has still to look at: of what a shorter text was found in, then of all lines from `next` on.
  let held: readonly number[] = []
  let heldAt = 0
  let next = 0
  let looksOn = false
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

  const test = (n: number) => {
    const line = lines[n - first]
    if (line?.plain.toLowerCase().includes(needle)) matches.push(n)
  }

  function look() {
    const until = now() + GO_MS
    const end = needle ? first + lines.length : 0
    for (let looked = 1; ; looked++) {
      if (looked % STRIDE === 0 && now() >= until) {
        looksOn = true
        later(() => {
          looksOn = false
          look()
        })
        break
      }
      if (heldAt < held.length) test(held[heldAt++] ?? -1)
      else if (next < end) test(next++)
      else break
    }
    changed()
  }

  return {
    append(added) {
      for (const { text, channel } of added)
        lines.push({ n: first + lines.length, text, channel, plain: plainText(text) })
      // A tenth more than the limit is let in, so that the copy below is rare.
      if (lines.length > max * 1.1) {
        const drop = lines.length - max
        lines = lines.slice(drop)
        first += drop
        matches = matches.filter((n) => n >= first)
        next = Math.max(next, first)
      }
      if (looksOn) changed()
      else look()
    },
    search(text) {
      query = text
      const before = needle
      needle = text.toLowerCase()
      // What holds the longer text held the shorter one: a further letter looks through its matches only,
      // and through what that has not come to yet.
      if (before !== '' && needle.includes(before)) {
        held = matches.concat(held.slice(heldAt))
      } else {
        held = []
        next = first
      }
      heldAt = 0
      matches = []
      if (looksOn) changed()
      else look()
    },
    clear() {
      lines = []
      first = 0
      matches = []
      held = []
      heldAt = 0
      next = 0
      changed()
    },
    text: () => lines.map(({ plain }) => `${plain}\n`).join(''),
    view: () => view,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
