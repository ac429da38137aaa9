import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { approvalOf } from '../api/approval.ts'
import { ApiError, mayHaveArrived } from '../api/errors.ts'
import { now } from '../api/http.ts'
import type { OnWait, Wait } from '../api/retry.ts'
import { getCvmComposeFile } from '../api/observe.ts'
import { checkCvmIsAllowed, getAvailableOsImages, getCvmUserConfig } from '../api/updates.ts'
import type { OnChainApproval } from '../contract/updates.ts'
import { appKeys } from './appKeys.ts'
import { cvmKeys } from './cvmKeys.ts'
import type { CvmRow } from './cvmRow.ts'
import { lookAgain, operationAccepted } from './live/live.ts'

export const osImagesOfCvmQuery = (id: string) =>
  queryOptions({
    queryKey: [...cvmKeys.observed(id), 'os-images'] as const,
    queryFn: ({ signal }) => getAvailableOsImages({ id }, signal),
  })

export const userConfigQuery = (id: string) =>
  queryOptions({
    queryKey: [...cvmKeys.observed(id), 'user_config'] as const,
    queryFn: ({ signal }) => getCvmUserConfig({ id }, signal),
  })

/** What the contract says of a compose hash; asked again while somebody waits for it to allow it. */
export const isAllowedQuery = (id: string, compose_hash: string, device_id?: string) =>
  queryOptions({
    queryKey: [...cvmKeys.observed(id), 'is-allowed', compose_hash, device_id] as const,
    queryFn: ({ signal }) => checkCvmIsAllowed({ id, compose_hash, device_id }, signal),
    refetchInterval: 10_000,
  })

/** `approval`: nothing has changed yet, a contract has to allow the new compose hash first. */
export type UpdateOutcome =
  | { kind: 'accepted' }
  | { kind: 'approval'; approval: OnChainApproval }
  /** Not sent: what it was made from is not what the server has any more. */
  | { kind: 'outdated' }

/** What a `Send` resolves to when it has looked first, and did not send. */
export const OUTDATED = Symbol('outdated')

export type Target = Pick<CvmRow, 'id' | 'name' | 'status'>
export type Send = (signal: AbortSignal, attempt: { onWait: OnWait }) => Promise<unknown>

/**
 * Sends one change to a CVM. Accepted, it is followed until the CVM has settled again: one that is on
 * comes back running, one that is off stays off.
 */
export async function performUpdate(
  client: QueryClient,
  cvm: Target,
  send: () => Promise<unknown>,
): Promise<UpdateOutcome> {
  try {
    if ((await send()) === OUTDATED) {
      void refreshCvm(client, cvm.id)
      return { kind: 'outdated' }
    }
  } catch (error) {
    const approval = error instanceof ApiError ? approvalOf(error) : undefined
    if (approval) return { kind: 'approval', approval }
    lookAgain(client, cvm.id)
    // Nobody knows whether it arrived: what is on screen shall be the truth soon.
    if (mayHaveArrived(error)) void refreshCvm(client, cvm.id)
    throw error
  }
  const isOff = cvm.status === 'stopped' || cvm.status === 'exited'
  const target = isOff ? cvm.status : 'running'
  operationAccepted(
    client,
    { cvm, action: 'update', target, before: cvm.status, acceptedAt: now() },
    { status: cvm.status, in_progress: true, target, operation_type: 'update' },
  )
  await refreshCvm(client, cvm.id)
  return { kind: 'accepted' }
}

/** Reads again what a change may have changed; resolves when what is on screen is fresh. */
export async function refreshCvm(client: QueryClient, id: string): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: cvmKeys.detail(id) }),
    client.invalidateQueries({ queryKey: cvmKeys.observed(id) }),
    client.invalidateQueries({ queryKey: appKeys.all }),
  ])
}

/**
 * Reads the measured document again before a change that replaces a part of it: the API takes no
 * condition, so this is as close as one comes to "only if nobody else has changed it".
 */
export async function sendUnlessOutdated(
  client: QueryClient,
  id: string,
  isCurrent: (file: ComposeDocument) => boolean,
  send: () => Promise<unknown>,
): Promise<unknown> {
  const file = await getCvmComposeFile({ id })
  client.setQueryData(cvmKeys.composeFile(id), file)
  return isCurrent(file) ? await send() : OUTDATED
}

type ComposeDocument = Awaited<ReturnType<typeof getCvmComposeFile>>

/** An update for a form. `wait` is set while the API asks for patience; `cancel` gives up. */
export function useCvmUpdate(cvm: Target) {
  const client = useQueryClient()
  const [wait, setWait] = useState<Wait | null>(null)
  const [stop, setStop] = useState<AbortController | null>(null)
  const mutation = useMutation<UpdateOutcome, Error, Send>({
    mutationKey: [...cvmKeys.all, 'update'],
    mutationFn: (send) => {
      const controller = new AbortController()
      setStop(controller)
      return performUpdate(client, cvm, () => send(controller.signal, { onWait: setWait }))
    },
    onSettled: () => setStop(null),
  })
  return { ...mutation, wait, cancel: () => stop?.abort() }
}

/** A change that takes effect at once and restarts nothing: name, listed, scheduled delete. */
export function useCvmSetting(id: string) {
  const client = useQueryClient()
  const [wait, setWait] = useState<Wait | null>(null)
  const [stop, setStop] = useState<AbortController | null>(null)
  const refresh = () =>
    Promise.all([
      refreshCvm(client, id),
      client.invalidateQueries({ queryKey: cvmKeys.list(), exact: true }),
    ])
  const mutation = useMutation<void, Error, Send>({
    mutationKey: [...cvmKeys.all, 'setting'],
    mutationFn: async (send) => {
      const controller = new AbortController()
      setStop(controller)
      try {
        await send(controller.signal, { onWait: setWait })
      } catch (error) {
        if (mayHaveArrived(error)) void refresh()
        throw error
      }
      await refresh()
    },
    onSettled: () => setStop(null),
  })
  return { ...mutation, wait, cancel: () => stop?.abort() }
}
