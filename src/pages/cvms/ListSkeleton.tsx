// oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role, jsx-a11y/control-has-associated-label -- see CvmTable
import { cx } from '../../ui/class-names.ts'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { CvmTable } from './CvmTable.tsx'
import { bodyRow, factCell } from './grid.ts'

const ROWS = 10
const FACTS = ['w-16', 'w-20', 'w-12', 'w-10', 'w-10', 'w-20']

/** The list before it is there: the same table with bars where the words will be. */
export function ListSkeleton() {
  return (
    <>
      <div aria-hidden="true" className="grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
        <Skeleton className="col-span-2 h-8! w-full rounded-md! sm:w-72!" />
        <Skeleton className="h-8! w-full rounded-md! sm:w-44!" />
        <Skeleton className="h-8! w-full rounded-md! sm:w-44!" />
        <Skeleton className="h-8! w-full rounded-md! sm:w-44!" />
      </div>
      <p role="status" className="sr-only">
        Loading the CVMs
      </p>
      <div aria-hidden="true" inert>
        <CvmTable
          total={0}
          sort={{ column: 'created', descending: true }}
          onSort={() => {}}
          all={false}
          some={false}
          onSelectAll={() => {}}
          busy
        >
          <tbody role="rowgroup" className="block">
            {Array.from({ length: ROWS }, (_, at) => (
              <tr key={at} role="row" className={bodyRow}>
                <td role="cell" className="flex">
                  <Skeleton className="size-4" />
                </td>
                <td role="cell">
                  <Skeleton className="w-40" />
                </td>
                <td role="cell" className={factCell}>
                  <Skeleton className="w-24" />
                </td>
                {FACTS.map((width, index) => (
                  <td key={index} role="cell" className={factCell}>
                    <Skeleton className={width} />
                  </td>
                ))}
                <td
                  role="cell"
                  className={cx(
                    'col-start-3 row-start-1 h-5 min-[70rem]:col-auto min-[70rem]:row-auto',
                  )}
                />
              </tr>
            ))}
          </tbody>
        </CvmTable>
      </div>
    </>
  )
}
