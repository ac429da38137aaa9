// oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role, jsx-a11y/control-has-associated-label -- see CvmTable
import { cx } from '../../ui/class-names.ts'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { CvmTable } from './CvmTable.tsx'
import { bodyRow, factCell } from './grid.ts'

const ROWS = Array.from({ length: 12 }, (_, at) => at)
const CELLS = ['size-4', 'w-40', 'w-24', 'w-16', 'w-20', 'w-12', 'w-10', 'w-10', 'w-20']

const nothing = () => {}

/** The list before it is there: the same table with bars where the words will be. */
export function ListSkeleton() {
  return (
    <>
      <p role="status" className="sr-only">
        Loading the CVMs
      </p>
      <div aria-hidden="true" inert className="flex flex-col gap-5">
        <Skeleton className="h-28 w-full sm:h-17 xl:h-8" />
        <CvmTable
          total={0}
          sort={{ column: 'created', descending: true }}
          onSort={nothing}
          all={false}
          some={false}
          onSelectAll={nothing}
          busy
        >
          <tbody role="rowgroup" className="block">
            {ROWS.map((at) => (
              <tr key={at} role="row" className={cx(bodyRow, 'h-22.75 min-[70rem]:h-10.25')}>
                {CELLS.map((width, index) => (
                  <td key={index} role="cell" className={factCell}>
                    <Skeleton className={width} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </CvmTable>
      </div>
    </>
  )
}
