// oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role -- see CvmTable
import type { ReactNode, Ref } from 'react'
import { Link } from 'react-router'
import type { CvmInfo } from '../../contract/cvm.ts'
import { paths } from '../../paths.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { cx } from '../../ui/class-names.ts'
import { Dash } from '../../ui/KeyValue.tsx'
import { Time } from '../../ui/Time.tsx'
import { CvmActions } from '../actions/CvmActions.tsx'
import { CvmStatus } from '../status/CvmStatus.tsx'
import { regionOf } from './columns.ts'
import { bodyRow, factCell } from './grid.ts'

type CvmRowProps = {
  cvm: CvmInfo
  /** Among the rows that pass the filters, from 0. */
  index: number
  selected: boolean
  onSelect: (chosen: boolean) => void
  measure?: Ref<HTMLTableRowElement>
  /** Where it is drawn inside a body that has room for all rows, in px. */
  offset?: number
}

/** One CVM: a row of the table where it is wide, a card where it is narrow. */
export function CvmRow({ cvm, index, selected, onSelect, measure, offset }: CvmRowProps) {
  const { resource } = cvm
  return (
    <tr
      role="row"
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={selected || undefined}
      className={cx(bodyRow, offset !== undefined && 'absolute! inset-x-0 top-0')}
      style={offset === undefined ? undefined : { transform: `translateY(${offset}px)` }}
    >
      <td role="cell" className="flex pt-0.5 min-[70rem]:pt-0">
        <Checkbox
          label={`Select ${cvm.name}`}
          labelHidden
          checked={selected}
          onChange={(event) => onSelect(event.target.checked)}
        />
      </td>
      <th role="rowheader" scope="row" className="min-w-0 text-left font-medium">
        <Link
          to={paths.cvm(cvm.id)}
          title={cvm.name}
          className="line-clamp-2 rounded-sm wrap-anywhere hover:text-accent hover:underline hover:underline-offset-2 min-[70rem]:line-clamp-1"
        >
          {cvm.name}
        </Link>
      </th>
      <td role="cell" className={cx(factCell, 'min-[70rem]:pr-2')}>
        <CvmStatus cvm={cvm} clamp />
      </td>
      <Fact label="Region">{regionOf(cvm)}</Fact>
      <Fact label="Instance type">{resource.instance_type}</Fact>
      <Fact label="CPU" end>
        {amount(resource.vcpu, 'vCPU')}
      </Fact>
      <Fact label="Memory" end>
        {amount(resource.memory_in_gb, 'GB')}
      </Fact>
      <Fact label="Disk" end>
        {amount(resource.disk_in_gb, 'GB')}
      </Fact>
      <Fact label="Created">{cvm.created_at && <Time at={cvm.created_at} />}</Fact>
      <td
        role="cell"
        className="col-start-3 row-start-1 -my-1 flex items-center justify-end gap-1 min-[70rem]:col-auto min-[70rem]:row-auto min-[70rem]:my-0"
      >
        <CvmActions cvm={cvm} />
      </td>
    </tr>
  )
}

function Fact({ label, end, children }: { label: string; end?: boolean; children: ReactNode }) {
  return (
    <td
      role="cell"
      className={cx(
        factCell,
        'text-sm text-muted',
        end && 'tabular-nums min-[70rem]:text-right min-[70rem]:text-ink',
      )}
    >
      <span aria-hidden="true" className="w-24 shrink-0 min-[70rem]:hidden">
        {label}
      </span>
      <span className="min-w-0 truncate text-ink min-[70rem]:block">{children ?? <Dash />}</span>
    </td>
  )
}

const amount = (value: number | null | undefined, unit: string): string | undefined =>
  value === null || value === undefined ? undefined : `${value} ${unit}`
