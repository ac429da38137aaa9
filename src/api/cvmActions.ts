import { Vm } from '../contract/cvm.ts'
import { bareAppId } from '../contract/ids.ts'
import { cvmPath } from './cvms.ts'
import { request, requestNothing, segment } from './http.ts'
import type { Attempt } from './http.ts'
import type { Registered } from './updates.ts'

type One = { id: string }

/** POST to an action of one CVM, tried again while the API says "not now". Answers the CVM's status. */
function operate(path: string, body: unknown, signal?: AbortSignal, attempt?: Attempt) {
  return request({ method: 'POST', path, body, schema: Vm, signal, retry: 'operation', ...attempt })
}

export function startCvm({ id }: One, signal?: AbortSignal, attempt?: Attempt): Promise<Vm> {
  return operate(`${cvmPath(id)}/start`, undefined, signal, attempt)
}

/** Immediate, like pulling the plug. */
export function stopCvm({ id }: One, signal?: AbortSignal, attempt?: Attempt): Promise<Vm> {
  return operate(`${cvmPath(id)}/stop`, undefined, signal, attempt)
}

/** Graceful: the guest shuts itself down. */
export function shutdownCvm({ id }: One, signal?: AbortSignal, attempt?: Attempt): Promise<Vm> {
  return operate(`${cvmPath(id)}/shutdown`, undefined, signal, attempt)
}

export function restartCvm(
  { id, force = false }: One & { force?: boolean },
  signal?: AbortSignal,
  attempt?: Attempt,
): Promise<Vm> {
  return operate(`${cvmPath(id)}/restart`, { force }, signal, attempt)
}

/** DELETE /cvms/{id}; answers 204 without a body. */
export function deleteCvm({ id }: One, signal?: AbortSignal, attempt?: Attempt): Promise<void> {
  return requestNothing({
    method: 'DELETE',
    path: cvmPath(id),
    signal,
    retry: 'operation',
    ...attempt,
  })
}

/** Without a node the API chooses one. Never sent twice: each call that arrives makes a CVM. */
export type ReplicaParams = {
  node_id?: number | undefined
  encrypted_env?: string | undefined
  compose_hash?: string | undefined
}

/** POST /cvms/{id}/replicas */
export function replicateCvm(
  { id, ...body }: One & ReplicaParams,
  signal?: AbortSignal,
  attempt?: Attempt,
): Promise<Vm> {
  const path = `${cvmPath(id)}/replicas`
  return request({ method: 'POST', path, body, schema: Vm, signal, ...attempt })
}

/** POST /cvms/{vm_uuid}/commit-replica: makes the replica that waited for its contract, once. */
export function commitReplica(
  { vm_uuid, ...body }: { vm_uuid: string; token: string } & Registered,
  signal?: AbortSignal,
): Promise<Vm> {
  const path = `${cvmPath(vm_uuid)}/commit-replica`
  return request({ method: 'POST', path, body, schema: Vm, signal })
}

/** POST /apps/{app_id}/cvms/{vm_uuid}/replicas */
export function replicateAppCvm(
  { app_id, vm_uuid, ...body }: { app_id: string; vm_uuid: string } & ReplicaParams,
  signal?: AbortSignal,
  attempt?: Attempt,
): Promise<Vm> {
  const path = `/apps/${segment(bareAppId(app_id))}/cvms/${segment(vm_uuid)}/replicas`
  return request({ method: 'POST', path, body, schema: Vm, signal, ...attempt })
}
