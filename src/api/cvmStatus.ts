import { BATCH_LIMIT, BatchStatuses, CvmState } from '../contract/status.ts'
import { cvmPath } from './cvms.ts'
import { request } from './http.ts'

/** GET /cvms/{id}/state */
export function getCvmState({ id }: { id: string }, signal?: AbortSignal): Promise<CvmState> {
  return request({ path: `${cvmPath(id)}/state`, schema: CvmState, signal })
}

/**
 * POST /status/batch, which reads although it is a POST. At most BATCH_LIMIT uuids; those that the
 * API does not know are missing from the answer.
 */
export function getStatusBatch(
  { vm_uuids }: { vm_uuids: readonly string[] },
  signal?: AbortSignal,
): Promise<BatchStatuses> {
  if (vm_uuids.length > BATCH_LIMIT) throw new RangeError(`at most ${BATCH_LIMIT} CVMs a call`)
  return request({
    method: 'POST',
    path: '/status/batch',
    body: { vm_uuids },
    schema: BatchStatuses,
    signal,
    retry: 'read',
    changes: false,
  })
}
