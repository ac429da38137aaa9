// oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role -- a table whose rows are stacked loses its roles in some browsers
import type { ComponentProps, ReactNode } from 'react'
import { cx } from './class-names.ts'
import { Icon } from './Icon.tsx'

export type SortDirection = 'ascending' | 'descending'

/**
 * A table that scrolls sideways inside itself when it is wider than its place. It is reached by
 * keyboard for that, and named by `label`. Being positioned, it also cuts off what is hidden in it.
 * `stacked`: on a phone each row stands as a card, with the `term` of each cell above its value.
 */
export function Table({
  label,
  stacked = false,
  children,
  ...rest
}: ComponentProps<'table'> & { label: string; stacked?: boolean }) {
  return (
    <div className="relative overflow-x-auto" tabIndex={0}>
      <table
        role="table"
        {...rest}
        aria-label={label}
        className={cx('w-full border-collapse text-left', stacked && 'stacked-rows')}
      >
        {children}
      </table>
    </div>
  )
}

const CELL = 'px-3 py-2 align-middle first:pl-4 last:pr-4'

/** A column's header. With `onSort` its name is a button, and `aria-sort` says how it stands. */
export function Th({
  children,
  sort,
  onSort,
  end = false,
  className,
}: {
  children: ReactNode
  sort?: SortDirection | undefined
  onSort?: () => void
  /** Numbers: set to the right. */
  end?: boolean
  className?: string
}) {
  return (
    <th
      scope="col"
      aria-sort={onSort ? (sort ?? 'none') : undefined}
      className={cx(CELL, 'text-sm font-medium text-muted', end && 'text-right', className)}
    >
      {onSort ? (
        <button
          type="button"
          onClick={onSort}
          className={cx(
            '-mx-1 inline-flex items-center gap-1 rounded-sm px-1 hover:text-ink',
            sort && 'text-ink',
          )}
        >
          {children}
          <Icon
            name={sort === 'ascending' ? 'arrowUp' : sort === 'descending' ? 'arrowDown' : 'sort'}
            className={cx('size-3.5!', !sort && 'opacity-60')}
          />
        </button>
      ) : (
        children
      )}
    </th>
  )
}

/** A cell; `end` for numbers, `header` for the cell that names its row, `term` for its column's name. */
export function Td({
  children,
  end = false,
  header = false,
  term,
  className,
  ...rest
}: ComponentProps<'td'> & { end?: boolean; header?: boolean; term?: string }) {
  const look = cx(CELL, end && 'text-right tabular-nums', className)
  return header ? (
    <th role="rowheader" {...rest} scope="row" className={cx(look, 'font-normal')}>
      {children}
    </th>
  ) : (
    <td role="cell" data-term={term} {...rest} className={look}>
      {children}
    </td>
  )
}

/** A row with a line above it. */
export function Tr({ className, ...rest }: ComponentProps<'tr'>) {
  return (
    <tr role="row" {...rest} className={cx('border-t border-line hover:bg-hover', className)} />
  )
}
