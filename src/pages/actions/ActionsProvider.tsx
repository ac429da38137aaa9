import { useQueryClient } from '@tanstack/react-query'
import { type ComponentType, type ReactNode, useState } from 'react'
import { type ActionId, actionOf } from '../../cvm/actions.ts'
import type { CvmRow } from '../../queries/cvmRow.ts'
import { useOnSettled } from '../../queries/live/hooks.ts'
import type { PlainAction } from '../../queries/performAction.ts'
import { toast } from '../../ui/toast.ts'
import { type Actions, ActionsContext } from './actions-context.ts'
import type { ActionsCodeProps } from '../code/ActionsCode.tsx'
import type { ActionDialogProps } from './ActionDialog.tsx'
import type { Performer } from './performer.ts'

type Open = { action: ActionId; cvm: CvmRow; Dialog: ComponentType<ActionDialogProps> }

/** Runs actions for everything inside it: opens their dialogs, tells when accepted and when done. */
export function ActionsProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient()
  const [performer] = useState(() => {
    let made: Performer | undefined
    return async () => {
      const { createPerformer } = await import('./performer.ts')
      return (made ??= createPerformer(client))
    }
  })
  const [open, setOpen] = useState<Open>()
  const [code, setCode] = useState<{ cvm: CvmRow; Code: ComponentType<ActionsCodeProps> }>()
  const [asked, setAsked] = useState<ReadonlyMap<string, ActionId>>(new Map())
  useOnSettled((event) => void performer().then(({ settled }) => settled(event)))

  const mark = (id: string, action: ActionId | undefined) =>
    setAsked((before) => {
      const after = new Map(before)
      if (action) after.set(id, action)
      else after.delete(id)
      return after
    })

  const runAtOnce = async (action: PlainAction, cvm: CvmRow): Promise<void> => {
    mark(cvm.id, action)
    try {
      const { perform } = await performer()
      await perform(action, cvm, () => run(action, cvm))
    } catch {
      notLoaded(`${actionOf(action).label} was not accepted for ${cvm.name}`)
    } finally {
      mark(cvm.id, undefined)
    }
  }

  const openDialog = async (action: ActionId, cvm: CvmRow): Promise<void> => {
    try {
      // Most visits never open one, so its code comes with the first.
      const { ActionDialog } = await import('./ActionDialog.tsx')
      setOpen({ action, cvm, Dialog: ActionDialog })
    } catch {
      notLoaded(`${actionOf(action).label} could not be asked about`)
    }
  }

  const run: Actions['run'] = (action, cvm) => {
    if (asked.has(cvm.id)) return
    const { dialog } = actionOf(action)
    if (dialog === 'none' && action !== 'replicate') void runAtOnce(action, cvm)
    else void openDialog(action, cvm)
  }

  const showCode = async (cvm: CvmRow): Promise<void> => {
    try {
      const { ActionsCode } = await import('../code/ActionsCode.tsx')
      setCode({ cvm, Code: ActionsCode })
    } catch {
      notLoaded('The code could not be shown')
    }
  }

  const actions: Actions = {
    run,
    showCode: (cvm) => void showCode(cvm),
    pending: (id) => asked.get(id),
    together: async (action) => (await performer()).together(action),
  }
  return (
    <ActionsContext value={actions}>
      {children}
      {open && (
        <open.Dialog
          key={`${open.action} ${open.cvm.id}`}
          action={open.action}
          cvm={open.cvm}
          onAccepted={(action, cvm) => {
            void performer().then(({ accepted }) => accepted(action, cvm))
          }}
          onInstead={(action) => {
            setOpen(undefined)
            run(action, open.cvm)
          }}
          onClose={() => setOpen(undefined)}
        />
      )}
      {code && <code.Code cvm={code.cvm} onClose={() => setCode(undefined)} />}
    </ActionsContext>
  )
}

/** Nothing was sent: the part of the console that sends it did not come. */
function notLoaded(what: string): void {
  toast.error(what, {
    detail: 'A part of the console could not be loaded. Check the network, then try again.',
  })
}
