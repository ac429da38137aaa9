import { isInTransition, statusWord, type StatusView } from './status.ts'

/**
 * Everything that can be done to a CVM as a whole, in the order in which menus show it. The list,
 * the detail page, the command palette, the sandbox and the tests all read this table.
 */
export type ActionId =
  | 'start'
  | 'shutdown'
  | 'stop'
  | 'restart'
  | 'force_restart'
  | 'replicate'
  | 'delete'

export type Dialog = 'none' | 'confirm' | 'replicate' | 'type_name'

export type Action = {
  id: ActionId
  /** The verb on the button. */
  label: string
  /** The same verb under way, for toasts and busy buttons: "Restarting my-app". */
  doing: string
  /** And done: "my-app restarted". */
  done: string
  /** The status that the CVM settles in when the action has worked; null when the CVM itself stays. */
  target: string | null
  dialog: Dialog
  /** Takes something away that cannot be had back: gets the danger look and its distance. */
  danger: boolean
  /** Offered for a selection of rows too. */
  bulk: boolean
  allowed: (cvm: StatusView) => boolean
  /** Why not, when it is not: completes "… is not possible now: ". */
  reason: (cvm: StatusView) => string
}

const startable = ['stopped', 'exited', 'failed', 'error']

/** "it is stopped", or, where the status alone does not say it, that something is under way. */
function is(cvm: StatusView): string {
  const word = `it is ${statusWord(cvm.status)}`
  return isInTransition(cvm) && !isInTransition({ status: cvm.status })
    ? `${word} with an operation under way`
    : word
}

const isRunning = (cvm: StatusView) => cvm.status === 'running' && !isInTransition(cvm)

/** Nothing but deleting it again goes on from here. */
const isGoing = (cvm: StatusView) => cvm.status === 'deleting' || cvm.status === 'deleted'

const isUp = (cvm: StatusView) => (cvm.status === 'running' || isInTransition(cvm)) && !isGoing(cvm)

export const ACTIONS: readonly Action[] = [
  {
    id: 'start',
    label: 'Start',
    doing: 'Starting',
    done: 'started',
    target: 'running',
    dialog: 'none',
    danger: false,
    bulk: true,
    allowed: (cvm) => startable.includes(cvm.status) && !isInTransition(cvm),
    reason: (cvm) => `Only a stopped CVM can be started; ${is(cvm)}.`,
  },
  {
    id: 'shutdown',
    label: 'Shut down',
    doing: 'Shutting down',
    done: 'shut down',
    target: 'stopped',
    dialog: 'none',
    danger: false,
    bulk: true,
    allowed: isRunning,
    reason: (cvm) => `Only a running CVM can be shut down; ${is(cvm)}.`,
  },
  {
    id: 'stop',
    label: 'Force stop',
    doing: 'Stopping',
    done: 'stopped',
    target: 'stopped',
    dialog: 'confirm',
    danger: true,
    bulk: true,
    allowed: isUp,
    reason: (cvm) =>
      `Only a running CVM, or one in transition, can be stopped by force; ${is(cvm)}.`,
  },
  {
    id: 'restart',
    label: 'Restart',
    doing: 'Restarting',
    done: 'restarted',
    target: 'running',
    dialog: 'none',
    danger: false,
    bulk: true,
    allowed: isRunning,
    reason: (cvm) => `Only a running CVM can be restarted; ${is(cvm)}.`,
  },
  {
    id: 'force_restart',
    label: 'Force restart',
    doing: 'Restarting',
    done: 'restarted',
    target: 'running',
    dialog: 'confirm',
    danger: true,
    bulk: false,
    allowed: isUp,
    reason: (cvm) =>
      `Only a running CVM, or one in transition, can be restarted by force; ${is(cvm)}.`,
  },
  {
    id: 'replicate',
    label: 'Replicate',
    doing: 'Replicating',
    done: 'replicated',
    target: null,
    dialog: 'replicate',
    danger: false,
    bulk: false,
    allowed: (cvm) => !isGoing(cvm),
    reason: (cvm) => (cvm.status === 'deleted' ? 'It has been deleted.' : 'It is being deleted.'),
  },
  {
    id: 'delete',
    label: 'Delete',
    doing: 'Deleting',
    done: 'deleted',
    target: null,
    dialog: 'type_name',
    danger: true,
    bulk: true,
    allowed: (cvm) => cvm.status !== 'deleted',
    reason: () => 'It has been deleted.',
  },
]

export function actionOf(id: ActionId): Action {
  const action = ACTIONS.find((a) => a.id === id)
  if (!action) throw new Error(`no action ${id}`)
  return action
}

/** Undefined when the action may be used now, otherwise the sentence that says why not. */
export function whyNot(action: Action, cvm: StatusView): string | undefined {
  return action.allowed(cvm) ? undefined : action.reason(cvm)
}

/** What somebody most likely wants next; the row shows it as a button. */
export function likelyNext(cvm: StatusView): ActionId | undefined {
  if (actionOf('start').allowed(cvm)) return 'start'
  if (actionOf('shutdown').allowed(cvm)) return 'shutdown'
  if (actionOf('stop').allowed(cvm)) return 'stop'
  return undefined
}
