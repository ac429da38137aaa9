import { actionOf, whyNot } from '../../../cvm/actions.ts'
import type { Cvm } from '../../../queries/cvmRow.ts'
import { Button } from '../../../ui/Button.tsx'
import { ACTION_ICON } from '../../actions/action-icon.ts'
import { useActions } from '../../actions/actions-context.ts'

/** The two actions that cut through what is under way. */
export function StrongerActions({ cvm }: { cvm: Cvm }) {
  const { run, pending } = useActions()
  const asked = pending(cvm.id)
  return (['stop', 'force_restart'] as const).map((id) => (
    <Button
      key={id}
      size="sm"
      icon={ACTION_ICON[id]}
      pending={asked === id}
      disabledReason={whyNot(actionOf(id), cvm)}
      onClick={() => run(id, cvm)}
    >
      {actionOf(id).label}
    </Button>
  ))
}
