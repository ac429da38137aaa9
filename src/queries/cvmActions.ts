import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { commitReplica, replicateAppCvm, replicateCvm } from '../api/cvmActions.ts'
import { ApiError } from '../api/errors.ts'
import type { Wait } from '../api/retry.ts'
import type { Registered } from '../api/updates.ts'
import type { Vm } from '../contract/cvm.ts'
import { appKeys } from './appKeys.ts'
import { appCvmsQuery } from './apps.ts'
import { cvmKeys } from './cvmKeys.ts'
import type { CvmRow } from './cvmRow.ts'
import { addNewCvm } from './newCvm.ts'
import { confirmOnce } from './oneConfirmation.ts'
import { performAction } from './performAction.ts'
import type { ActionRequest } from './performAction.ts'

/**
 * An action for a button or a dialog: `mutate({ action, cvm })`. `wait` is set while the API asks
 * for patience, and `cancel` gives up waiting (or the request itself).
 */
export function useCvmAction() {
  const client = useQueryClient()
  const [wait, setWait] = useState<Wait | null>(null)
  const [stop, setStop] = useState<AbortController | null>(null)
  const mutation = useMutation<void, Error, ActionRequest & { openedAt?: number }>({
    mutationKey: [...cvmKeys.all, 'action'],
    mutationFn: async ({ openedAt, ...request }) => {
      const controller = new AbortController()
      setStop(controller)
      const { signal, action, cvm } = request
      if (openedAt !== undefined) await confirmOnce(`${action} ${cvm.id}`, openedAt)
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
  return arrived(client, vm)
}

/** The same for one that its contract had to allow first. Never sent twice either. */
export async function confirmReplicate(
  client: QueryClient,
  { cvm, ...proof }: { cvm: ReplicaRequest['cvm']; token: string } & Registered,
) {
  return arrived(client, await commitReplica({ vm_uuid: cvm.vm_uuid ?? cvm.id, ...proof }))
}

async function arrived(client: QueryClient, vm: Vm): Promise<Vm> {
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

export function useConfirmReplica() {
  const client = useQueryClient()
  return useMutation({
    mutationKey: [...cvmKeys.all, 'replicate'],
    mutationFn: (request: Parameters<typeof confirmReplicate>[1]) =>
      confirmReplicate(client, request),
  })
}
