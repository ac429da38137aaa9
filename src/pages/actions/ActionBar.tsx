import { ACTIONS, whyNot } from '../../cvm/actions.ts'
import { costOfAction } from '../../cvm/money.ts'
import type { CvmRow } from '../../queries/cvmRow.ts'
import { Button } from '../../ui/Button.tsx'
import { ACTION_ICON } from './action-icon.ts'
import { useActions } from './actions-context.ts'

/** Every action as a button, where there is room for all of them; one that is not possible says why. */
export function ActionBar({ cvm }: { cvm: CvmRow }) {
  const { run, pending } = useActions()
  const asked = pending(cvm.id)
  return (
    <div
      role="group"
      aria-label={`Everything for ${cvm.name}`}
      className="hidden flex-wrap gap-1 min-[60rem]:flex"
    >
      {ACTIONS.map((action) => (
        <Button
          key={action.id}
          size="sm"
          variant="quiet"
          icon={ACTION_ICON[action.id]}
          pending={asked === action.id}
          disabledReason={
            asked && asked !== action.id ? 'A request is under way.' : whyNot(action, cvm)
          }
          hint={costOfAction(action.id, cvm.resource)}
          onClick={() => run(action.id, cvm)}
        >
          {action.label}
        </Button>
      ))}
    </div>
  )
}
