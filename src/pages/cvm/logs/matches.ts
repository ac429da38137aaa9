import { countUpTo } from './sorted.ts'

/** The lines that a search has found, ascending, as far as it has looked. */
export type Matches = {
  count: number
  /** Number of the line at a place among them, from 0. */
  at: (place: number) => number | undefined
  /** The place of a line among them; -1 when it is none. */
  placeOf: (n: number) => number
}

/** What `found` holds now: it may be added to afterwards, and a hundred thousand numbers are not copied. */
export function matchesOf(found: readonly number[]): Matches {
  const count = found.length
  const at = (place: number) => (place < count ? found[place] : undefined)
  return {
    count,
    at,
    placeOf: (n) => {
      const place = countUpTo(count, (one) => found[one] ?? 0, n) - 1
      return at(place) === n ? place : -1
    },
  }
}
