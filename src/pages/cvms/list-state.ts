import type { CvmListQuery } from '../../paths.ts'
import { COLUMNS, type ColumnId } from './columns.ts'

export const FACETS = ['status', 'region', 'instance_type'] as const
export type Facet = (typeof FACETS)[number]

/** Everything about the list that a link carries. */
export type ListState = {
  q: string
  sort: { column: ColumnId; descending: boolean }
} & Record<Facet, readonly string[]>

const USUAL_SORT = { column: 'created', descending: true } as const

/** Reads what the address says; what it says wrongly counts as not said. */
export function readListState(search: URLSearchParams): ListState {
  return {
    q: search.get('q') ?? '',
    status: search.getAll('status'),
    region: search.getAll('region'),
    instance_type: search.getAll('instance_type'),
    sort: readSort(search.get('sort')),
  }
}

function readSort(text: string | null): ListState['sort'] {
  const descending = text?.startsWith('-') ?? false
  const column = COLUMNS.find(({ id }) => id === text?.replace(/^-/, ''))
  return column ? { column: column.id, descending } : USUAL_SORT
}

/** The query for `paths.cvms`: what is as usual is left out. `sort=-created` is newest first. */
export function listQuery(state: ListState, selected: readonly string[]): CvmListQuery {
  const { column, descending } = state.sort
  return {
    q: state.q,
    status: state.status,
    region: state.region,
    instance_type: state.instance_type,
    sort: isUsual(state.sort) ? '' : `${descending ? '-' : ''}${column}`,
    selected,
  }
}

/** A header was pressed: the other direction of the same column, or the first of another one. */
export function nextSort(sort: ListState['sort'] | undefined, column: ColumnId): ListState['sort'] {
  return { column, descending: sort?.column === column && !sort.descending }
}

const isUsual = ({ column, descending }: ListState['sort']): boolean =>
  column === USUAL_SORT.column && descending === USUAL_SORT.descending

/** What was searched for comes best first, unless somebody has chosen a column. */
export const isRanked = (state: ListState): boolean => state.q.trim() !== '' && isUsual(state.sort)

export const isFiltered = (state: ListState): boolean =>
  state.q.trim() !== '' || FACETS.some((facet) => state[facet].length > 0)

export const withoutFilters = (state: ListState): ListState => ({
  ...state,
  q: '',
  status: [],
  region: [],
  instance_type: [],
})
