import { lazy, Suspense, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { CvmList as List } from '../../queries/cvmList.ts'
import { Banner } from '../../ui/Banner.tsx'
import { CvmRow } from './CvmRow.tsx'
import { CvmTable } from './CvmTable.tsx'
import { Filters } from './Filters.tsx'
import { inOrder, passing } from './filter.ts'
import { FACETS, isRanked, withoutFilters } from './list-state.ts'
import { useListState } from './useListState.ts'

/** From here on only the rows in sight are drawn. */
const VIRTUAL_FROM = 100

const VirtualRows = lazy(() => import('./VirtualRows.tsx'))
const NoMatch = lazy(() => import('./NoMatch.tsx'))
const Bulk = lazy(() => import('./bulk/Bulk.tsx'))

/** Filters, what to do with a selection, and the rows. */
export function CvmList({ list }: { list: List }) {
  const controls = useListState()
  const { state, selected, change, select } = controls
  const { items } = list
  const { column, descending } = state.sort
  const sorted = useMemo(() => inOrder(items, { column, descending }), [items, column, descending])
  const filters = JSON.stringify([state.q, FACETS.map((facet) => state[facet])])
  // oxlint-disable-next-line react/exhaustive-deps -- `filters` says all that it reads of the state
  const rows = useMemo(() => passing(sorted, state), [sorted, filters, isRanked(state)])
  const chosen = useMemo(() => rows.filter(({ id }) => selected.has(id)), [rows, selected])
  const hidden = useMemo(
    () => items.filter(({ id }) => selected.has(id)).length - chosen.length,
    [items, selected, chosen],
  )

  // Its code comes with the first selection, and it stays: a bulk action may outlive the selection.
  const [wanted, setWanted] = useState(false)
  if (chosen.length > 0 && !wanted) setWanted(true)

  // One function for as long as the list is there: a row is drawn anew when it changes, not with every other.
  const selectOne = useRef((_id: string, _on: boolean) => {})
  useLayoutEffect(() => {
    selectOne.current = (id, on) => {
      const next = new Set(selected)
      if (on) next.add(id)
      else next.delete(id)
      select(next)
    }
  })
  const [onSelect] = useState(() => (id: string, on: boolean) => selectOne.current(id, on))
  const row = (index: number) => {
    const cvm = rows[index]
    return cvm && { cvm, index, selected: selected.has(cvm.id), onSelect }
  }

  return (
    <>
      <Filters cvms={list.items} controls={controls} none={rows.length === 0} />
      {list.failed && (
        <Banner tone="warn">
          Only {list.loaded} of {list.total} CVMs could be read. {list.failed.message}
          Refresh reads all of them again.
        </Banner>
      )}
      {wanted && (
        <Suspense fallback={null}>
          <Bulk chosen={chosen} hidden={hidden} onSelect={select} />
        </Suspense>
      )}
      <p role="status" className="sr-only">
        {rows.length === list.items.length ? '' : `${rows.length} of ${list.items.length} shown`}
      </p>
      {rows.length === 0 ? (
        <Suspense fallback={null}>
          <NoMatch list={list} onClear={() => change(withoutFilters(state), 'push')} />
        </Suspense>
      ) : (
        <CvmTable
          total={rows.length}
          sort={isRanked(state) ? undefined : state.sort}
          onSort={(sort) => change({ ...state, sort }, 'replace')}
          all={chosen.length === rows.length}
          some={chosen.length > 0}
          onSelectAll={(on) => select(new Set(on ? rows.map((cvm) => cvm.id) : []))}
          busy={!list.complete && !list.failed}
        >
          {rows.length < VIRTUAL_FROM ? (
            <Rows count={rows.length} row={row} />
          ) : (
            <Suspense fallback={<Rows count={30} row={row} />}>
              <VirtualRows count={rows.length} row={row} />
            </Suspense>
          )}
        </CvmTable>
      )}
    </>
  )
}

type RowProps = React.ComponentProps<typeof CvmRow>

export type RowsProps = {
  count: number
  /** What row number `index` shows. */
  row: (index: number) => RowProps | undefined
}

function Rows({ count, row }: RowsProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-redundant-roles -- see CvmTable
    <tbody role="rowgroup" className="block">
      {Array.from({ length: count }, (_, index) => {
        const props = row(index)
        return props && <CvmRow key={props.cvm.id} {...props} />
      })}
    </tbody>
  )
}
