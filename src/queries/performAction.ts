import type { QueryClient } from '@tanstack/react-query'
import { deleteCvm, restartCvm, shutdownCvm, startCvm, stopCvm } from '../api/cvmActions.ts'
import { now } from '../api/http.ts'
import type { OnWait } from '../api/retry.ts'
import { actionOf } from '../cvm/actions.ts'
import type { ActionId } from '../cvm/actions.ts'
import { reportTrouble } from './connection.ts'
import type { CvmRow } from './cvmRow.ts'
import { lookAgain, operationAccepted } from './live/live.ts'

/** The actions that ask for nothing but the CVM. */
export type PlainAction = Exclude<ActionId, 'replicate'>
export type ActionTarget = Pick<CvmRow, 'id' | 'name' | 'status'>
export type ActionRequest = {
  action: PlainAction
  cvm: ActionTarget
  signal?: AbortSignal | undefined
  /** Told of each pause while the API says "not now". */
  onWait?: OnWait | undefined
}

const calls = {
  start: startCvm,
  stop: stopCvm,
  shutdown: shutdownCvm,
  restart: ({ id }, ...rest) => restartCvm({ id, force: false }, ...rest),
  force_restart: ({ id }, ...rest) => restartCvm({ id, force: true }, ...rest),
  delete: (params, ...rest) => deleteCvm(params, ...rest).then(() => ({ status: 'deleting' })),
} satisfies Record<
  PlainAction,
  (
    params: { id: string },
    signal?: AbortSignal,
    attempt?: { onWait?: OnWait | undefined },
  ) => Promise<{ status: string }>
>

/**
 * Does one thing to one CVM: resolves when the API has accepted it, with the status that it answered
 * in the caches; that it is over is heard with `useOnSettled`. Bulk actions call this per row.
 */
export async function performAction(client: QueryClient, request: ActionRequest): Promise<void> {
  const { action, cvm, signal, onWait } = request
  try {
    const { status } = await calls[action]({ id: cvm.id }, signal, { onWait })
    const target = action === 'delete' ? 'deleted' : actionOf(action).target
    operationAccepted(
      client,
      {
        cvm: { id: cvm.id, name: cvm.name },
        action,
        target: target ?? cvm.status,
        before: cvm.status,
        acceptedAt: now(),
      },
      { status, in_progress: true, target, operation_type: action },
    )
  } catch (error) {
    // It was refused because the CVM is not what the page shows, or nobody knows: look.
    lookAgain(client, cvm.id)
    reportTrouble(client, error)
    throw error
  }
}
