import type { CvmInfo } from '../../contract/cvm.ts'
import { search } from '../../cvm/search.ts'
import { COLUMNS, regionOf } from './columns.ts'
import { FACETS, type Facet, isRanked, type ListState } from './list-state.ts'

const facetValue = {
  status: (cvm) => cvm.status,
  region: regionOf,
  instance_type: (cvm) => cvm.resource.instance_type ?? null,
} as const satisfies Record<Facet, (cvm: CvmInfo) => string | null>

/** The rows that pass the filters, in order: of the search, or of the column where one was chosen. */
export function visibleCvms<T extends CvmInfo>(cvms: readonly T[], state: ListState): readonly T[] {
  return passing(inOrder(cvms, state.sort), state)
}

/** Those of `sorted` that pass the filters. A column that was chosen by hand outranks the search. */
export function passing<T extends CvmInfo>(sorted: readonly T[], state: ListState): readonly T[] {
  const facets = FACETS.filter((facet) => state[facet].length > 0)
  const passes = (cvm: CvmInfo) =>
    facets.every((facet) => state[facet].includes(facetValue[facet](cvm) ?? ''))
  const within = facets.length === 0 ? sorted : sorted.filter(passes)
  const found = search(within, state.q)
  if (found === within || isRanked(state)) return found
  const matching = new Set(found)
  return within.filter((cvm) => matching.has(cvm))
}

const words = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

type Key = string | number | null

/** Sorted by a column; rows that are equal in it by name, in either direction. */
export function inOrder<T extends CvmInfo>(cvms: readonly T[], sort: ListState['sort']): T[] {
  const named = byName(cvms)
  const value = COLUMNS.find(({ id }) => id === sort.column)?.value ?? (() => null)
  const sign = sort.descending ? -1 : 1
  const keyed = named.map((cvm) => ({ cvm, key: keyOf(value(cvm)) }))
  return keyed
    .sort((a, b) => {
      if (a.key === null || b.key === null) return a.key === b.key ? 0 : a.key === null ? 1 : -1
      return sign * compare(a.key, b.key)
    })
    .map(({ cvm }) => cvm)
}

const namedOrders = new WeakMap<readonly CvmInfo[], readonly CvmInfo[]>()

/** By name, once for as long as the list stays: sorting is stable, so every other order begins here. */
function byName<T extends CvmInfo>(cvms: readonly T[]): readonly T[] {
  const known = namedOrders.get(cvms) as readonly T[] | undefined
  if (known) return known
  const named = cvms
    .map((cvm) => ({ cvm, key: keyOf(cvm.name) ?? '' }))
    .sort((a, b) => compare(a.key, b.key) || compare(a.cvm.id, b.cvm.id))
    .map(({ cvm }) => cvm)
  namedOrders.set(cvms, named)
  return named
}

/**
 * Made so that plain comparison orders as people count: lower case, numbers of one length. Comparing
 * with a collator takes ten times as long, which at ten thousand rows one would feel.
 */
function keyOf(value: Key): Key {
  if (typeof value !== 'string') return value
  const known = keys.get(value)
  if (known !== undefined) return known
  const key = value.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(12, '0'))
  if (keys.size > MOST_KEYS) keys.clear()
  keys.set(value, key)
  return key
}

/** Most columns have few values, and names and times come again with every status that changes. */
const keys = new Map<string, string>()
const MOST_KEYS = 50_000

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0)

/** What a facet offers: the values that occur, each with how often, in alphabetical order. */
export function facetOptions(
  cvms: readonly CvmInfo[],
  facet: Facet,
): ReadonlyArray<{ value: string; count: number }> {
  const counts = new Map<string, number>()
  for (const cvm of cvms) {
    const value = facetValue[facet](cvm)
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => words.compare(a.value, b.value))
}
