import * as v from 'valibot'
import { bareAppId } from '../contract/ids.ts'
import { Cancelled, OperationPage, OperationStatus } from '../contract/operations.ts'
import { cvmPath } from './cvms.ts'
import { maybe } from '../contract/wire.ts'
import { request, requestNothing, requestText, segment } from './http.ts'
import type { Attempt } from './http.ts'

/** GET /cvms/{id}/operations, newest first. */
export function getOperations(
  { id, ...query }: { id: string; limit?: number; cursor?: string },
  signal?: AbortSignal,
): Promise<v.InferOutput<typeof OperationPage>> {
  return request({ path: `${cvmPath(id)}/operations`, query, schema: OperationPage, signal })
}

/** GET /cvms/{id}/operation-status: what is under way, if anything is. */
export function getOperationStatus(
  { id }: { id: string },
  signal?: AbortSignal,
): Promise<OperationStatus> {
  const path = `${cvmPath(id)}/operation-status`
  return request({ path, schema: OperationStatus, signal })
}

/** POST /cvms/{id}/operations/cancel: `cancelled` is false when it was too late. */
export function cancelOperation(
  { id }: { id: string },
  signal?: AbortSignal,
): Promise<v.InferOutput<typeof Cancelled>> {
  const path = `${cvmPath(id)}/operations/cancel`
  return request({ method: 'POST', path, schema: Cancelled, signal })
}

/** POST /cvms/{id}/revisions/{revision}/redeploy: one CVM back to a revision of its app. */
export function redeployCvm(
  { id, revision_id }: { id: string; revision_id: string },
  signal?: AbortSignal,
  attempt?: Attempt,
): Promise<void> {
  const path = `${cvmPath(id)}/revisions/${segment(revision_id)}/redeploy`
  return requestNothing({ method: 'POST', path, signal, ...attempt })
}

/**
 * POST /apps/{app_id}/revisions/{revision}/redeploy: the CVMs named. What the answer says beyond its
 * status is no part of the API's contract: where it tells of CVMs that were refused, those are
 * returned.
 */
export async function redeployApp(
  {
    app_id,
    revision_id,
    vm_uuids,
    transaction_hash,
  }: {
    app_id: string
    revision_id: string
    vm_uuids: string[]
    /** Of the call that made the app's contract allow this compose hash. */
    transaction_hash?: string | undefined
  },
  signal?: AbortSignal,
  attempt?: Attempt,
): Promise<RedeployRefusal[]> {
  const path = `/apps/${segment(bareAppId(app_id))}/revisions/${segment(revision_id)}/redeploy`
  const query = { transaction_hash }
  const body = { vm_uuids }
  const text = await requestText({ method: 'POST', path, query, body, signal, ...attempt })
  const parsed = v.safeParse(Redeployed, text)
  if (!parsed.success) return []
  return parsed.output.results.flatMap(({ vm_uuid, error }) => (error ? [{ vm_uuid, error }] : []))
}

export type RedeployRefusal = { vm_uuid: string; error: string }

const Redeployed = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ results: v.array(v.object({ vm_uuid: v.string(), error: maybe(v.string()) })) }),
)
