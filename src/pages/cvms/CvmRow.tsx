// oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role -- see CvmTable
import { memo, lazy, type ReactNode, type Ref, Suspense } from 'react'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import type { CvmRow as Row } from '../../queries/cvmRow.ts'
import { BareCheckbox } from '../../ui/BareCheckbox.tsx'
import { cx } from '../../ui/class-names.ts'
import { Dash } from '../../ui/KeyValue.tsx'
import { Time } from '../../ui/Time.tsx'
import { CvmActions } from '../actions/CvmActions.tsx'
import { CvmStatusWord } from '../status/CvmStatus.tsx'
import { useAnythingKept } from '../verify/kept.ts'
import { regionOf } from './columns.ts'
import { bodyRow, checkBox, checkCell, factCell } from './grid.ts'

type CvmRowProps = {
  cvm: Row
  /** Among the rows that pass the filters, from 0. */
  index: number
  selected: boolean
  onSelect: (id: string, chosen: boolean) => void
  /** Of a row that is there only while it is in sight. */
  measure?: Ref<HTMLTableRowElement>
}

/** Fetched only where something was marked as known good, so that nobody else pays for it. */
const DriftMark = lazy(() => import('../verify/DriftMark.tsx'))

/** One CVM: a row of the table where it is wide, a card where it is narrow. */
export const CvmRow = memo(function CvmRow({
  cvm,
  index,
  selected,
  onSelect,
  measure,
}: CvmRowProps) {
  const { resource } = cvm
  const marked = useAnythingKept()
  return (
    <tr
      role="row"
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={selected || undefined}
      // No style of its own: rows that look the same share what the browser has worked out for one.
      className={measure ? bodyRow : `in-sight ${bodyRow}`}
    >
      <td role="cell" className={checkCell}>
        <BareCheckbox
          aria-label={`Select ${cvm.name}`}
          className={checkBox}
          checked={selected}
          onChange={(event) => onSelect(cvm.id, event.target.checked)}
        />
      </td>
      <th
        role="rowheader"
        scope="row"
        className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-1 text-left font-medium min-[70rem]:row-start-1 min-[70rem]:flex-nowrap"
      >
        <Link
          to={paths.cvm(cvm.id)}
          title={cvm.name}
          className="line-clamp-2 rounded-sm wrap-anywhere hover:text-accent hover:underline hover:underline-offset-2 min-[70rem]:line-clamp-1"
        >
          {cvm.name}
        </Link>
        {marked && (
          <Suspense>
            <DriftMark cvm={cvm} />
          </Suspense>
        )}
      </th>
      {/* Taken apart in the table: a boot error has a line of its own there, as wide as the row. */}
      <td role="cell" className="order-2 min-w-0 basis-full min-[70rem]:contents">
        <CvmStatusWord cvm={cvm} className="flex min-[70rem]:row-start-1" />
        {cvm.boot_error && (
          <span
            title={cvm.boot_error}
            className="line-clamp-3 text-sm text-bad wrap-anywhere min-[70rem]:col-start-3 min-[70rem]:-col-end-2 min-[70rem]:row-start-2 min-[70rem]:line-clamp-2 min-[70rem]:pb-1"
          >
            {cvm.boot_error}
          </span>
        )}
      </td>
      <Fact>{regionOf(cvm)}</Fact>
      <Fact>{resource.instance_type}</Fact>
      <Fact end>{amount(resource.vcpu, 'vCPU')}</Fact>
      <Fact end after="memory">
        {amount(resource.memory_in_gb, 'GB')}
      </Fact>
      <Fact end after="disk">
        {amount(resource.disk_in_gb, 'GB')}
      </Fact>
      <Fact>{cvm.created_at && <Time at={cvm.created_at} />}</Fact>
      <td
        role="cell"
        className="order-1 -my-1 flex items-center justify-end gap-1 min-[70rem]:order-none min-[70rem]:row-start-1 min-[70rem]:my-0 min-[70rem]:-mr-1.5"
      >
        <CvmActions cvm={cvm} />
      </td>
    </tr>
  )
})

/** Letters that have room in the narrowest column. */
const FITS = 12

/**
 * `after` says on a card what the table says in its head. Only what might not fit is cut off: a cell that
 * cuts is drawn apart from its row, and six of them in each are a quarter of what a frame of scrolling draws.
 */
function Fact({ end, after, children }: { end?: true; after?: string; children: ReactNode }) {
  return (
    <td
      role="cell"
      data-after={after}
      className={cx(
        factCell,
        typeof children === 'string' && children.length > FITS && 'truncate',
        end && 'tabular-nums min-[70rem]:text-right',
        after && "max-[70rem]:after:ml-1 max-[70rem]:after:content-[attr(data-after)_/_'']",
        !children && 'max-[70rem]:hidden',
      )}
    >
      {children ?? <Dash />}
    </td>
  )
}

const amount = (value: number | null | undefined, unit: string): string | undefined =>
  value === null || value === undefined ? undefined : `${value} ${unit}`
