import type { ComponentProps, ReactNode } from 'react'
import { cx } from './class-names.ts'
import { Icon } from './Icon.tsx'

export type SortDirection = 'ascending' | 'descending'

/**
 * A table that scrolls sideways inside itself when it is wider than its place. It is reached by
 * keyboard for that, and named by `label`. Being positioned, it also cuts off what is hidden in it.
 */
export function Table({ label, children, ...rest }: ComponentProps<'table'> & { label: string }) {
  return (
    <div className="relative overflow-x-auto" tabIndex={0}>
      <table {...rest} aria-label={label} className="w-full border-collapse text-left">
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

/** A cell; `end` for numbers, `header` for the cell that names its row. */
export function Td({
  children,
  end = false,
  header = false,
  className,
  ...rest
}: ComponentProps<'td'> & { end?: boolean; header?: boolean }) {
  const look = cx(CELL, end && 'text-right tabular-nums', className)
  return header ? (
    <th {...rest} scope="row" className={cx(look, 'font-normal')}>
      {children}
    </th>
  ) : (
    <td {...rest} className={look}>
      {children}
    </td>
  )
}

/** A row with a line above it. */
export function Tr({ className, ...rest }: ComponentProps<'tr'>) {
  return <tr {...rest} className={cx('border-t border-line hover:bg-hover', className)} />
}
