import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { mayHaveArrived } from '../api/errors.ts'
import { redeployApp } from '../api/history.ts'
import { now } from '../api/http.ts'
import type { Revision } from '../contract/apps.ts'
import { isInTransition } from '../cvm/status.ts'
import { appKeys } from './appKeys.ts'
import { appCvmsQuery } from './apps.ts'
import type { CvmRow } from './cvmRow.ts'
import { operationAccepted } from './live/live.ts'
import { refreshCvm } from './updates.ts'

export type Redeploy = {
  app_id: string
  revision: Pick<Revision, 'revision_id' | 'compose_hash'>
  cvms: readonly CvmRow[]
  /** Of the call that made the app's contract allow it, where one has to. */
  transaction_hash?: string | undefined
}

/** What became of each CVM. `unknown`: no answer came, and nothing about it says that it began. */
export type RedeployResult = {
  cvm: CvmRow
  outcome: { state: 'accepted' } | { state: 'refused'; why: string } | { state: 'unknown' }
}

/**
 * Brings CVMs to a revision of their app, in one request that is never sent again by itself. Where
 * its answer is lost, each CVM is looked at; only when none has begun does it fail.
 */
async function redeploy(client: QueryClient, asked: Redeploy): Promise<RedeployResult[]> {
  const acceptedAt = now()
  const results = await send(asked).catch(async (error: unknown) => {
    if (!mayHaveArrived(error)) throw error
    const seen = await lookAfter(client, asked)
    if (seen.every(({ outcome }) => outcome.state === 'unknown')) throw error
    return seen
  })
  for (const { cvm, outcome } of results) {
    if (outcome.state === 'accepted') follow(client, cvm, acceptedAt)
  }
  await Promise.all([
    client.invalidateQueries({ queryKey: appKeys.one(asked.app_id) }),
    ...results.map(({ cvm }) => refreshCvm(client, cvm.id)),
  ])
  return results
}

async function send({
  app_id,
  revision,
  cvms,
  transaction_hash,
}: Redeploy): Promise<RedeployResult[]> {
  const { revision_id } = revision
  const vm_uuids = cvms.flatMap(({ vm_uuid }) => vm_uuid ?? [])
  const refused = await redeployApp({ app_id, revision_id, vm_uuids, transaction_hash })
  return cvms.map((cvm) => {
    const refusal = refused.find(({ vm_uuid }) => vm_uuid === cvm.vm_uuid)
    return {
      cvm,
      outcome: refusal ? { state: 'refused', why: refusal.error } : { state: 'accepted' },
    }
  })
}

/** A CVM has begun if it moves now and did not before, or runs what it did not run before. */
async function lookAfter(client: QueryClient, asked: Redeploy): Promise<RedeployResult[]> {
  const { compose_hash } = asked.revision
  const rows = await client
    .fetchQuery({ ...appCvmsQuery(asked.app_id), staleTime: 0 })
    // Where it cannot be looked, nothing is known of any.
    .catch(() => [])
  return asked.cvms.map((cvm) => {
    const row = rows.find(({ id }) => id === cvm.id)
    const begun =
      row !== undefined &&
      ((isInTransition(row) && !isInTransition(cvm)) ||
        (row.compose_hash === compose_hash && cvm.compose_hash !== compose_hash))
    return { cvm, outcome: { state: begun ? 'accepted' : 'unknown' } }
  })
}

function follow(client: QueryClient, cvm: CvmRow, acceptedAt: number): void {
  const isOff = cvm.status === 'stopped' || cvm.status === 'exited'
  const target = isOff ? cvm.status : 'running'
  operationAccepted(
    client,
    {
      cvm: { id: cvm.id, name: cvm.name },
      action: 'update',
      target,
      before: cvm.status,
      acceptedAt,
    },
    { status: cvm.status, in_progress: true, target, operation_type: 'redeploy' },
  )
}

export function useRedeploy() {
  const client = useQueryClient()
  return useMutation({ mutationFn: (asked: Redeploy) => redeploy(client, asked) })
}
