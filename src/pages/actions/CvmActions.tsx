import { ACTIONS, actionOf, likelyNext, whyNot } from '../../cvm/actions.ts'
import type { CvmRow } from '../../queries/cvmRow.ts'
import { Button } from '../../ui/Button.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { ACTION_ICON } from './action-icon.ts'
import { useActions } from './actions-context.ts'

/** What is most likely next as a button, and every action in a menu. */
export function CvmActions({ cvm }: { cvm: CvmRow }) {
  return (
    <>
      <NextAction cvm={cvm} />
      <CvmActionsMenu cvm={cvm} />
    </>
  )
}

/** What is most likely next; `framed` where it does not stand in a list. */
export function NextAction({ cvm, framed }: { cvm: CvmRow; framed?: true }) {
  const { run, pending } = useActions()
  const asked = pending(cvm.id)
  const next = asked ?? likelyNext(cvm)
  return (
    next && (
      <Button
        size="sm"
        variant={framed ? 'secondary' : 'quiet'}
        icon={ACTION_ICON[next]}
        pending={asked !== undefined}
        // In a list of many, what can be done speaks up where the pointer or the focus is.
        className={
          framed ? undefined : 'text-muted! group-hover/row:text-ink! focus-visible:text-ink!'
        }
        onClick={() => run(next, cvm)}
      >
        {actionOf(next).label}
      </Button>
    )
  )
}

/** Every action in a menu, and how other clients do them. */
export function CvmActionsMenu({ cvm }: { cvm: CvmRow }) {
  const { run, pending, showCode } = useActions()
  const asked = pending(cvm.id)
  return (
    <Menu
      label={`Actions for ${cvm.name}`}
      icon="more"
      size="sm"
      items={[
        ...ACTIONS.map((action) => ({
          label: action.label,
          icon: ACTION_ICON[action.id],
          danger: action.danger,
          separated: action.id === 'delete',
          disabledReason: asked ? 'A request is under way.' : whyNot(action, cvm),
          onSelect: () => run(action.id, cvm),
        })),
        { label: 'Show as code', icon: 'code', separated: true, onSelect: () => showCode(cvm) },
      ]}
    />
  )
}
