import type { CvmList } from '../../queries/cvmList.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'

/** No row passes the filters. */
export default function NoMatch({ list, onClear }: { list: CvmList; onClear: () => void }) {
  return (
    <div className="rounded-lg border border-line bg-surface">
      <EmptyState
        title="No CVM matches"
        actions={
          <Button icon="cross" onClick={onClear}>
            Clear filters
          </Button>
        }
      >
        {list.complete
          ? `None of the ${list.total} CVMs passes these filters.`
          : `None of the ${list.loaded} CVMs that are loaded so far passes these filters.`}
      </EmptyState>
    </div>
  )
}
