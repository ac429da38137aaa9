import { ACTIONS, type Action, type ActionId, actionOf } from '../../../cvm/actions.ts'
import type { CvmRow } from '../../../queries/cvmRow.ts'
import { Button } from '../../../ui/Button.tsx'
import { Progress } from '../../../ui/Progress.tsx'
import { ACTION_ICON } from '../../actions/action-icon.ts'
import type { BulkRun } from './useBulk.ts'

const BULK = ACTIONS.filter((action) => action.bulk)

/** Appears with a selection and stays in sight; while a bulk action runs it shows how far it is. */
export function BulkToolbar({
  chosen,
  hidden,
  run,
  onAction,
  onStop,
  onClear,
}: {
  chosen: readonly CvmRow[]
  hidden: number
  run: BulkRun | undefined
  onAction: (action: ActionId) => void
  onStop: () => void
  onClear: () => void
}) {
  return (
    <div
      role="toolbar"
      aria-label="Bulk actions"
      className="sticky bottom-4 z-20 order-last flex flex-wrap items-center gap-2 rounded-lg border border-line bg-raised px-3 py-2 shadow-raised sm:bottom-auto sm:top-15 sm:order-none"
    >
      {run ? (
        <>
          <span className="font-medium">{actionOf(run.action).doing}</span>
          <Progress label={actionOf(run.action).doing} value={run.finished} max={run.total} />
          <Button size="sm" className="ml-auto" pending={run.stopping} onClick={onStop}>
            Stop
          </Button>
        </>
      ) : (
        <>
          <span className="mr-2 font-medium tabular-nums">
            {chosen.length} selected
            {hidden > 0 && (
              <span className="font-normal text-muted"> · {hidden} more hidden by the filters</span>
            )}
          </span>
          {BULK.map((action) => (
            <Button
              key={action.id}
              size="sm"
              icon={ACTION_ICON[action.id]}
              disabledReason={whyNone(action, chosen)}
              className={action.danger ? 'text-bad!' : ''}
              onClick={() => onAction(action.id)}
            >
              {action.label}
            </Button>
          ))}
          <Button size="sm" variant="quiet" className="ml-auto" onClick={onClear}>
            Clear selection
          </Button>
        </>
      )}
    </div>
  )
}

/** Why the action is possible for none of them; undefined when it is for at least one. */
function whyNone(action: Action, chosen: readonly CvmRow[]): string | undefined {
  const [first] = chosen
  if (!first || chosen.some((cvm) => action.allowed(cvm))) return undefined
  return chosen.length === 1
    ? action.reason(first)
    : `Not possible now for any of the ${chosen.length}.`
}
