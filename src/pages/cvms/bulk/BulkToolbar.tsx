import { useLayoutEffect } from 'react'
import { ACTIONS, type Action, type ActionId, actionOf } from '../../../cvm/actions.ts'
import type { CvmRow } from '../../../queries/cvmRow.ts'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
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
  useLayoutEffect(() => {
    // Toasts make room for it. A style that looked for it would look with every row that comes and goes.
    const { dataset } = document.documentElement
    dataset['bottomBar'] = ''
    return () => void delete dataset['bottomBar']
  }, [])
  return (
    <div
      role="toolbar"
      aria-label="Bulk actions"
      // At the end of the page and always in sight: it must not push away the next box one is about to tick.
      className="sticky bottom-4 z-20 order-last mx-auto mt-auto flex w-fit max-w-full flex-wrap items-center gap-2 rounded-lg border border-line-strong/50 bg-raised px-3 py-2 shadow-raised"
    >
      {run ? (
        <>
          <span className="font-medium">{actionOf(run.action).doing}</span>
          <Progress label={actionOf(run.action).doing} value={run.finished} max={run.total} />
          <Button size="sm" className="ml-4" pending={run.stopping} onClick={onStop}>
            Stop
          </Button>
        </>
      ) : (
        <>
          <span className="mr-1 flex items-center gap-1 font-medium tabular-nums">
            <IconButton label="Clear selection" icon="cross" size="sm" onClick={onClear} />
            <span role="status">{chosen.length} selected</span>
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
