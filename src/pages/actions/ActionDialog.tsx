import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type ActionId, actionOf, whyNot } from '../../cvm/actions.ts'
import { costOfStop } from '../../cvm/money.ts'
import { useCvmAction } from '../../queries/cvmActions.ts'
import { type CvmList, cvmListQuery } from '../../queries/cvmList.ts'
import type { CvmRow } from '../../queries/cvmRow.ts'
import type { PlainAction } from '../../queries/performAction.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { problemOf } from '../errors/problem-of.ts'
import { lossOf } from './loss.ts'
import { ReplicateDialog } from './ReplicateDialog.tsx'

export type ActionDialogProps = {
  action: ActionId
  cvm: CvmRow
  onAccepted: (action: ActionId, cvm: CvmRow) => void
  /** The gentler action was chosen. */
  onInstead: (action: ActionId) => void
  onClose: () => void
}

const GENTLER: Partial<Record<ActionId, ActionId>> = { stop: 'shutdown', force_restart: 'restart' }

/** The dialog of an action that has one. */
export function ActionDialog(props: ActionDialogProps) {
  const { action } = props
  return action === 'replicate' ? (
    <ReplicateDialog {...props} />
  ) : (
    <ConfirmAction {...props} action={action} />
  )
}

function ConfirmAction({
  action: id,
  cvm,
  onAccepted,
  onInstead,
  onClose,
}: ActionDialogProps & { action: PlainAction }) {
  const action = actionOf(id)
  const { mutate, isPending, error, wait, cancel } = useCvmAction()
  const replicas = otherReplicas(useQueryClient().getQueryData(cvmListQuery().queryKey), cvm)
  const gentler = GENTLER[id]
  const [openedAt, setOpenedAt] = useState(() => Date.now())
  return (
    <ConfirmDialog
      title={`${action.label} ${cvm.name}?`}
      verb={action.label}
      pending={isPending}
      error={error ? problemOf(error) : undefined}
      onCancel={onClose}
      onConfirm={() =>
        mutate(
          { action: id, cvm, openedAt },
          {
            // Whoever reads why and tries again wants it, whatever happened before.
            onError: () => setOpenedAt(Date.now()),
            onSuccess: () => {
              onAccepted(id, cvm)
              onClose()
            },
          },
        )
      }
      {...(action.dialog === 'type_name' && {
        typed: { label: `Type ${cvm.name} to confirm`, text: cvm.name },
      })}
      {...(gentler && {
        alternative: {
          label: actionOf(gentler).label,
          onChoose: () => onInstead(gentler),
          disabledReason: whyNot(actionOf(gentler), cvm),
        },
      })}
    >
      <p>{lossOf(id, cvm, replicas)}</p>
      {id === 'stop' && <p className="mt-2 text-sm text-muted">{costOfStop(cvm.resource)}</p>}
      {wait && (
        <div role="status" className="mt-3">
          <Banner
            tone="info"
            icon="clock"
            actions={
              <Button size="sm" onClick={cancel}>
                Stop trying
              </Button>
            }
          >
            It is busy. Trying again in {Math.ceil(wait.waitMs / 1000)} s ({wait.attempt} of 5).
          </Banner>
        </div>
      )}
    </ConfirmDialog>
  )
}

/** How many other CVMs run the same app; null while the list is not complete. */
function otherReplicas(list: CvmList | undefined, cvm: CvmRow): number | null {
  if (!list?.complete || !cvm.app_id) return null
  return list.items.filter((other) => other.app_id === cvm.app_id && other.id !== cvm.id).length
}
