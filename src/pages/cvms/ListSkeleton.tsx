// oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role, jsx-a11y/control-has-associated-label -- see CvmTable
import { cx } from '../../ui/class-names.ts'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { CvmTable } from './CvmTable.tsx'
import { bodyRow, checkCell, factCell } from './grid.ts'

const ROWS = 10
const FACTS = ['w-16', 'w-20', 'w-12', 'w-10', 'w-10', 'w-20']

/** The list before it is there: the same table with bars where the words will be. */
export function ListSkeleton() {
  return (
    <>
      <div aria-hidden="true" className="grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
        <Skeleton className="col-span-2 h-8! w-full rounded-md! sm:w-auto! sm:flex-1 xl:max-w-80" />
        <Skeleton className="h-8! w-full rounded-md! sm:w-40!" />
        <Skeleton className="h-8! w-full rounded-md! sm:w-40!" />
        <Skeleton className="h-8! w-full rounded-md! max-sm:col-span-2 sm:w-40!" />
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
                <td role="cell" className={checkCell}>
                  <Skeleton className="my-0.5 size-4" />
                </td>
                <td role="cell" className="h-5.5 basis-full min-[70rem]:row-start-1">
                  <Skeleton className="w-40" />
                </td>
                <td role="cell" className="order-2 basis-full min-[70rem]:row-start-1">
                  <Skeleton className="w-24" />
                </td>
                {FACTS.map((width, index) => (
                  <td key={index} role="cell" className={cx(factCell, 'h-5')}>
                    <Skeleton className={width} />
                  </td>
                ))}
                <td role="cell" className="min-[70rem]:row-start-1" />
              </tr>
            ))}
          </tbody>
        </CvmTable>
      </div>
    </>
  )
}
