import { lazy, Suspense, useState } from 'react'
import type { CvmList as List } from '../../queries/cvmList.ts'
import { Banner } from '../../ui/Banner.tsx'
import { CvmRow } from './CvmRow.tsx'
import { CvmTable } from './CvmTable.tsx'
import { Filters } from './Filters.tsx'
import { visibleCvms } from './filter.ts'
import { withoutFilters } from './list-state.ts'
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
  const rows = visibleCvms(list.items, state)
  const chosen = rows.filter((cvm) => selected.has(cvm.id))
  const hidden = list.items.filter((cvm) => selected.has(cvm.id)).length - chosen.length

  // Its code comes with the first selection, and it stays: a bulk action may outlive the selection.
  const [wanted, setWanted] = useState(false)
  if (chosen.length > 0 && !wanted) setWanted(true)

  const selectOne = (id: string, on: boolean) => {
    const next = new Set(selected)
    if (on) next.add(id)
    else next.delete(id)
    select(next)
  }
  const row = (index: number) => {
    const cvm = rows[index]
    return (
      cvm && {
        cvm,
        index,
        selected: selected.has(cvm.id),
        onSelect: (on: boolean) => selectOne(cvm.id, on),
      }
    )
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
          sort={state.sort}
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
