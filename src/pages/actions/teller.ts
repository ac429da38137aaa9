import type { Wait } from '../../api/retry.ts'
import { type ActionId, actionOf } from '../../cvm/actions.ts'
import { statusWord } from '../../cvm/status.ts'
import { paths } from '../../paths.ts'
import type { Settled } from '../../queries/live/operations.ts'
import { toast } from '../../ui/toast.ts'
import { problemOf } from '../errors/problem-of.ts'

type Named = { id: string; name: string }
type Group = { action: ActionId; waiting: Set<string>; growing: boolean; done: number }

/** Many CVMs that are told of as one: those that `add` names, once `end` has said that it is all. */
export type Together = { add: (cvmId: string) => void; end: () => void }

/** Tells by toasts what becomes of actions. Accepted and completed are two events. */
export function createTeller() {
  const accepting = new Map<string, number>()
  const groups = new Map<string, Group>()

  return {
    accepted(action: ActionId, cvm: Named): void {
      accepting.set(cvm.id, toast.info(`${actionOf(action).doing} ${cvm.name}`))
    },

    refused(action: ActionId, cvm: Named, error: unknown, again: () => void): void {
      const { title, why } = problemOf(error)
      toast.error(`${actionOf(action).label} was not accepted for ${cvm.name}`, {
        detail: [title, why].filter(Boolean).join('. '),
        action: { label: 'Try again', onSelect: again },
      })
    },

    /** While the API says "not now": how long, and the way to stop waiting. */
    waiting(cvm: Named, cancel: () => void) {
      let shown: number | undefined
      const end = () => {
        if (shown !== undefined) toast.dismiss(shown)
        shown = undefined
      }
      const tell = (wait: Wait | null) => {
        end()
        if (!wait) return
        shown = toast.stay(`${cvm.name} is busy`, {
          detail: `Trying again in ${Math.ceil(wait.waitMs / 1000)} s (${wait.attempt} of 5).`,
          action: { label: 'Stop trying', onSelect: cancel },
        })
      }
      return { tell, end }
    },

    together(action: ActionId): Together {
      const group: Group = { action, waiting: new Set(), growing: true, done: 0 }
      return {
        add: (id) => {
          group.waiting.add(id)
          groups.set(id, group)
        },
        end: () => {
          group.growing = false
          tellGroup(group)
        },
      }
    },

    settled(event: Settled): void {
      const { id } = event.cvm
      const before = accepting.get(id)
      if (before !== undefined) toast.dismiss(before)
      accepting.delete(id)
      const group = groups.get(id)
      if (!group) return tellOne(event)
      groups.delete(id)
      group.waiting.delete(id)
      if (event.outcome === 'done') group.done++
      else tellOne(event)
      tellGroup(group)
    },
  }
}

function tellGroup({ action, waiting, growing, done }: Group): void {
  if (growing || waiting.size > 0 || done === 0) return
  toast.done(`${done === 1 ? '1 CVM' : `${done} CVMs`} ${actionOf(action).done}`)
}

function tellOne({ action, cvm, outcome, status, boot_error }: Settled): void {
  const made = action === 'create' || action === 'replicate'
  const done = action === 'create' || action === 'update' ? 'updated' : actionOf(action).done
  const link =
    status === 'deleted' ? undefined : { to: paths.cvm(cvm.id), label: `Open ${cvm.name}` }
  if (outcome === 'done') {
    toast.done(made ? `${cvm.name} is running` : `${cvm.name} ${done}`, { link })
  } else {
    const what = made ? 'did not start' : `was not ${done}`
    toast.error(`${cvm.name} ${what}`, {
      detail: boot_error ?? `It is ${statusWord(status)}.`,
      link,
    })
  }
}
