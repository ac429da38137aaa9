import { useQueryClient } from '@tanstack/react-query'
import { type ComponentType, type ReactNode, useState } from 'react'
import { type ActionId, actionOf } from '../../cvm/actions.ts'
import type { CvmRow } from '../../queries/cvmRow.ts'
import { performAction, type PlainAction } from '../../queries/performAction.ts'
import { useOnSettled } from '../../queries/live/hooks.ts'
import { toast } from '../../ui/toast.ts'
import { problemOf } from '../errors/problem-of.ts'
import { type Actions, ActionsContext } from './actions-context.ts'
import type { ActionDialogProps } from './ActionDialog.tsx'
import { createTeller } from './teller.ts'

type Open = { action: ActionId; cvm: CvmRow; Dialog: ComponentType<ActionDialogProps> }

/** Runs actions for everything inside it: opens their dialogs, tells when accepted and when done. */
export function ActionsProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient()
  const [teller] = useState(createTeller)
  const [open, setOpen] = useState<Open>()
  const [asked, setAsked] = useState<ReadonlyMap<string, ActionId>>(new Map())
  useOnSettled(teller.settled)

  const mark = (id: string, action: ActionId | undefined) =>
    setAsked((before) => {
      const after = new Map(before)
      if (action) after.set(id, action)
      else after.delete(id)
      return after
    })

  const runAtOnce = async (action: PlainAction, cvm: CvmRow): Promise<void> => {
    const stop = new AbortController()
    const waiting = teller.waiting(cvm, () => stop.abort())
    mark(cvm.id, action)
    try {
      await performAction(client, { action, cvm, signal: stop.signal, onWait: waiting.tell })
      teller.accepted(action, cvm)
    } catch (error) {
      teller.refused(action, cvm, error, () => run(action, cvm))
    } finally {
      waiting.end()
      mark(cvm.id, undefined)
    }
  }

  const openDialog = async (action: ActionId, cvm: CvmRow): Promise<void> => {
    try {
      // Most visits never open one, so its code comes with the first.
      const { ActionDialog } = await import('./ActionDialog.tsx')
      setOpen({ action, cvm, Dialog: ActionDialog })
    } catch (error) {
      const { title, next } = problemOf(error)
      toast.error(title, { detail: next })
    }
  }

  const run: Actions['run'] = (action, cvm) => {
    if (asked.has(cvm.id)) return
    const { dialog } = actionOf(action)
    if (dialog === 'none' && action !== 'replicate') void runAtOnce(action, cvm)
    else void openDialog(action, cvm)
  }

  const actions: Actions = { run, pending: (id) => asked.get(id), together: teller.together }
  return (
    <ActionsContext value={actions}>
      {children}
      {open && (
        <open.Dialog
          key={`${open.action} ${open.cvm.id}`}
          action={open.action}
          cvm={open.cvm}
          onAccepted={teller.accepted}
          onInstead={(action) => {
            setOpen(undefined)
            run(action, open.cvm)
          }}
          onClose={() => setOpen(undefined)}
        />
      )}
    </ActionsContext>
  )
}
