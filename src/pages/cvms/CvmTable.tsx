// oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role -- rows are grids, and a table that is not displayed as one loses its roles in some browsers
import { type CSSProperties, type ReactNode, useId } from 'react'
import { BareCheckbox } from '../../ui/BareCheckbox.tsx'
import { cx } from '../../ui/class-names.ts'
import { Icon } from '../../ui/Icon.tsx'
import { COLUMNS, type Column } from './columns.ts'
import { checkBox, headRow, tracks } from './grid.ts'
import { type ListState, nextSort } from './list-state.ts'

/** The table around the rows: its name, how many rows there are in all, its head. */
export function CvmTable({
  total,
  sort,
  onSort,
  all,
  some,
  onSelectAll,
  busy = false,
  children,
}: {
  /** Rows that pass the filters, drawn or not. */
  total: number
  /** Undefined while the rows stand in the order of a search. */
  sort: ListState['sort'] | undefined
  onSort: (sort: ListState['sort']) => void
  /** Every row is selected, or at least one. */
  all: boolean
  some: boolean
  onSelectAll: (chosen: boolean) => void
  busy?: boolean
  children: ReactNode
}) {
  const allId = useId()
  return (
    <table
      role="table"
      aria-label="CVMs"
      aria-rowcount={total + 1}
      aria-colcount={COLUMNS.length + 2}
      aria-busy={busy || undefined}
      className="block rounded-lg border border-line bg-surface"
      style={{ '--cvm-tracks': tracks } as CSSProperties}
    >
      <thead
        role="rowgroup"
        className="block rounded-t-lg bg-surface min-[70rem]:sticky min-[70rem]:top-13 min-[70rem]:z-10 min-[70rem]:shadow-[0_1px_0_var(--color-line)]"
      >
        <tr role="row" aria-rowindex={1} className={headRow}>
          <th
            role="columnheader"
            scope="col"
            className="absolute left-4 flex shrink-0 items-center min-[70rem]:static"
          >
            <label htmlFor={allId} className={`block ${checkBox}`}>
              <BareCheckbox
                id={allId}
                checked={all}
                indeterminate={some && !all}
                onChange={(event) => onSelectAll(event.target.checked)}
              />
              <span className="sr-only">Select all</span>
            </label>
          </th>
          {COLUMNS.map((column) => (
            <Head
              key={column.id}
              column={column}
              sort={sort}
              onSort={() => onSort(nextSort(sort, column.id))}
            />
          ))}
          <th role="columnheader" scope="col" className="sr-only min-[70rem]:not-sr-only">
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      {children}
    </table>
  )
}

function Head({
  column,
  sort,
  onSort,
}: {
  column: Column
  sort: ListState['sort'] | undefined
  onSort: () => void
}) {
  const mine = sort?.column === column.id
  const order = sort?.descending ? 'descending' : 'ascending'
  return (
    <th
      role="columnheader"
      scope="col"
      aria-sort={mine ? order : 'none'}
      className={cx(
        'min-w-0 shrink-0 text-left font-medium',
        column.end && 'min-[70rem]:text-right',
      )}
    >
      <button
        type="button"
        onClick={onSort}
        className={cx(
          'group/sort inline-flex items-center gap-1 rounded-sm py-0.5 text-sm whitespace-nowrap hover:text-ink pointer-coarse:min-h-11 pointer-coarse:px-2',
          mine ? 'text-ink' : 'text-muted',
        )}
      >
        {column.label}
        <Icon
          name={mine ? (sort?.descending ? 'arrowDown' : 'arrowUp') : 'sort'}
          className={cx(
            'size-3.5!',
            !mine && 'opacity-0 group-hover/sort:opacity-70 group-focus-visible/sort:opacity-70',
            column.end && 'min-[70rem]:order-first',
          )}
        />
      </button>
    </th>
  )
}
