import { plainText } from './ansi.ts'
import { type Matches, matchesOf } from './matches.ts'
import { countUpTo } from './sorted.ts'
import { createWordIndex } from './wordIndex.ts'

/** At most this many lines are kept; older ones go, and the viewer says so. */
export const MAX_LINES = 100_000

/** How long one go of a search may take, in ms: one in a frame, so that scrolling and typing stay smooth. */
const GO_MS = 2

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
  /** The lines that contain the query; none without one. The same object until there are others. */
  matches: Matches
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
 * new lines only. A search goes through the lines in short goes.
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
  let index = createWordIndex()
  let query = ''
  let needle = ''
  let found: number[] = []
  let matches = matchesOf(found)
  let anew = false
  // Number of the line that the search has to look at next.
  let next = 0
  let looksOn = false
  let view = snapshot()
  let scheduled = false
  const listeners = new Set<() => void>()

  function snapshot(): LogView {
    const from = first
    const kept = lines
    const end = first + lines.length
    // Dropping replaces the arrays, appending only adds to them: an older view stays right.
    if (anew || matches.count !== found.length) matches = matchesOf(found)
    anew = false
    return {
      first: from,
      end,
      line: (n) => (n < end ? kept[n - from] : undefined),
      query,
      matches,
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

  function find(numbers: number[]) {
    found = numbers
    anew = true
  }

  function look() {
    const until = now() + GO_MS
    const end = needle ? first + lines.length : 0
    while (next < end) {
      next = index.look(needle, next, found)
      if (next < end && now() >= until) {
        looksOn = true
        later(() => {
          looksOn = false
          look()
        })
        break
      }
    }
    changed()
  }

  return {
    append(added) {
      for (const { text, channel } of added) {
        const plain = plainText(text)
        lines.push({ n: first + lines.length, text, channel, plain })
        index.add(plain)
      }
      // A tenth more than the limit is let in, so that the copy below is rare.
      if (lines.length > max * 1.1) {
        const drop = lines.length - max
        lines = lines.slice(drop)
        first += drop
        index.drop(first)
        find(found.slice(countUpTo(found.length, (at) => found[at] ?? 0, first - 1)))
        next = Math.max(next, first)
      }
      if (looksOn) changed()
      else look()
    },
    search(text) {
      query = text
      needle = text.toLowerCase()
      find([])
      next = first
      if (looksOn) changed()
      else look()
    },
    clear() {
      lines = []
      first = 0
      index = createWordIndex()
      find([])
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
