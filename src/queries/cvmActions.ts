import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  deleteCvm,
  replicateAppCvm,
  replicateCvm,
  restartCvm,
  shutdownCvm,
  startCvm,
  stopCvm,
} from '../api/cvmActions.ts'
import { ApiError } from '../api/errors.ts'
import { now } from '../api/http.ts'
import type { OnWait, Wait } from '../api/retry.ts'
import { actionOf } from '../cvm/actions.ts'
import type { ActionId } from '../cvm/actions.ts'
import { appCvmsQuery, appKeys } from './apps.ts'
import { reportTrouble } from './connection.ts'
import { cvmKeys } from './cvmKeys.ts'
import type { CvmRow } from './cvmRow.ts'
import { addNewCvm } from './newCvm.ts'
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

/**
 * An action for a button or a dialog: `mutate({ action, cvm })`. `wait` is set while the API asks
 * for patience, and `cancel` gives up waiting (or the request itself).
 */
export function useCvmAction() {
  const client = useQueryClient()
  const [wait, setWait] = useState<Wait | null>(null)
  const [stop, setStop] = useState<AbortController | null>(null)
  const mutation = useMutation<void, Error, ActionRequest>({
    mutationKey: [...cvmKeys.all, 'action'],
    mutationFn: async (request) => {
      const controller = new AbortController()
      setStop(controller)
      const { signal } = request
      await performAction(client, {
        ...request,
        signal: signal ? AbortSignal.any([signal, controller.signal]) : controller.signal,
        onWait: (next) => {
          setWait(next)
          request.onWait?.(next)
        },
      })
    },
    onSettled: () => setStop(null),
  })
  return { ...mutation, wait, cancel: () => stop?.abort() }
}

export type ReplicaRequest = {
  cvm: Pick<CvmRow, 'id' | 'name' | 'app_id' | 'vm_uuid'>
  node_id?: number | undefined
}

/** Makes one replica; resolves with it, once the list and the app show it. Never sent twice. */
export async function performReplicate(client: QueryClient, { cvm, node_id }: ReplicaRequest) {
  const vm = await replicateCvm({ id: cvm.id, node_id }).catch((error: unknown) =>
    // An id that several CVMs share is refused: the app's own address of it is not.
    error instanceof ApiError && error.error_code === 'ERR-03-010' && cvm.app_id && cvm.vm_uuid
      ? replicateAppCvm({ app_id: cvm.app_id, vm_uuid: cvm.vm_uuid, node_id })
      : Promise.reject(error),
  )
  await Promise.all([
    addNewCvm(client, vm, 'replicate'),
    client.invalidateQueries({ queryKey: appKeys.all }),
  ])
  return vm
}

/** The uuids of all CVMs of an app, asked for anew: to see whether a replica was made after all. */
export async function replicaUuids(
  client: QueryClient,
  app_id: string,
): Promise<ReadonlySet<string>> {
  const cvms = await client.fetchQuery({ ...appCvmsQuery(app_id), staleTime: 0 })
  return new Set(cvms.flatMap(({ vm_uuid }) => vm_uuid ?? []))
}

/** A replica whose making was never answered has been found: it is followed like any other. */
export async function adoptReplica(
  client: QueryClient,
  { cvm, vm_uuid }: { cvm: ReplicaRequest['cvm']; vm_uuid: string },
): Promise<void> {
  const made = { name: cvm.name, status: 'creating', vm_uuid, app_id: cvm.app_id ?? null }
  await addNewCvm(client, made, 'replicate')
}

export function useReplicateCvm() {
  const client = useQueryClient()
  return useMutation({
    mutationKey: [...cvmKeys.all, 'replicate'],
    mutationFn: (request: ReplicaRequest) => performReplicate(client, request),
  })
}
