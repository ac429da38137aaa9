import type * as v from 'valibot'
import { Vm } from '../contract/cvm.ts'
import { AvailableOsImages } from '../contract/osImages.ts'
import { IsAllowed, UpdateAccepted, UserConfig } from '../contract/updates.ts'
import type { CvmPatch, EnvsPatch, ResourcesPatch } from '../contract/updates.ts'
import { cvmPath } from './cvms.ts'
import { request, requestNothing } from './http.ts'
import type { Attempt, Call } from './http.ts'

type One = { id: string }

/** The transaction that registered the new compose hash, where an on-chain KMS wants one. */
export type Registered = { compose_hash: string; transaction_hash: string }

/** A change to one CVM, tried again while the API says "not now": sent twice it changes nothing more. */
function change(call: Omit<Call, 'method'>, attempt?: Attempt): Promise<UpdateAccepted> {
  return request({
    method: 'PATCH',
    schema: UpdateAccepted,
    retry: 'operation',
    ...call,
    ...attempt,
  })
}

const registered = (by: Registered | undefined): Record<string, string> =>
  by ? { 'x-compose-hash': by.compose_hash, 'x-transaction-hash': by.transaction_hash } : {}

/** PATCH /cvms/{id}: only what changed. Answers 465 where a contract has to allow it first. */
export function patchCvm(
  { id, ...body }: One & CvmPatch,
  signal?: AbortSignal,
  attempt?: Attempt,
): Promise<UpdateAccepted> {
  return change({ path: cvmPath(id), body, signal }, attempt)
}

/** The same once more, for a change that waited for its registration: nothing but the proof of it. */
export function confirmCvmPatch(
  { id, ...by }: One & Registered,
  signal?: AbortSignal,
  attempt?: Attempt,
): Promise<UpdateAccepted> {
  return change({ path: cvmPath(id), body: {}, headers: registered(by), signal }, attempt)
}

/** PATCH /cvms/{id}/envs: replaces the whole environment. */
export function updateCvmEnvs(
  { id, ...body }: One & EnvsPatch,
  signal?: AbortSignal,
  attempt?: Attempt,
): Promise<UpdateAccepted> {
  return change({ path: `${cvmPath(id)}/envs`, body, signal }, attempt)
}

type TextParams = One & { text: string; by?: Registered }

/** PATCH /cvms/{id}/docker-compose, the YAML as it is. */
export function updateDockerCompose(
  { id, text, by }: TextParams,
  signal?: AbortSignal,
  attempt?: Attempt,
): Promise<UpdateAccepted> {
  const headers = { 'content-type': 'text/yaml', ...registered(by) }
  return change({ path: `${cvmPath(id)}/docker-compose`, text, headers, signal }, attempt)
}

/** PATCH /cvms/{id}/pre-launch-script, the script as it is. */
export function updatePreLaunchScript(
  { id, text, by }: TextParams,
  signal?: AbortSignal,
  attempt?: Attempt,
): Promise<UpdateAccepted> {
  const headers = { 'content-type': 'text/plain', ...registered(by) }
  return change({ path: `${cvmPath(id)}/pre-launch-script`, text, headers, signal }, attempt)
}

/** PATCH /cvms/{id}/resources. `memory` in MB, `disk_size` in GB. The API may answer nothing. */
export function updateCvmResources(
  { id, ...body }: One & ResourcesPatch,
  signal?: AbortSignal,
  attempt?: Attempt,
): Promise<void> {
  const path = `${cvmPath(id)}/resources`
  return requestNothing({ method: 'PATCH', path, body, signal, retry: 'operation', ...attempt })
}

/** PATCH /cvms/{id}/os-image. The API may answer nothing. */
export function updateOsImage(
  { id, os_image_name }: One & { os_image_name: string },
  signal?: AbortSignal,
  attempt?: Attempt,
): Promise<void> {
  const path = `${cvmPath(id)}/os-image`
  const body = { os_image_name }
  return requestNothing({ method: 'PATCH', path, body, signal, retry: 'operation', ...attempt })
}

/** PATCH /cvms/{id}/visibility. Answers in the old shape, of which nothing is needed. */
export function updateCvmVisibility(
  { id, ...body }: One & { public_sysinfo: boolean; public_logs: boolean; public_tcbinfo: boolean },
  signal?: AbortSignal,
  attempt?: Attempt,
): Promise<void> {
  const path = `${cvmPath(id)}/visibility`
  return requestNothing({ method: 'PATCH', path, body, signal, retry: 'operation', ...attempt })
}

/** PATCH /cvms/{id}/name, 204. */
export function renameCvm(
  { id, name }: One & { name: string },
  signal?: AbortSignal,
  attempt?: Attempt,
): Promise<void> {
  const path = `${cvmPath(id)}/name`
  const body = { name }
  return requestNothing({ method: 'PATCH', path, body, signal, retry: 'operation', ...attempt })
}

/** PATCH /cvms/{id}/listed */
export function setCvmListed(
  { id, listed }: One & { listed: boolean },
  signal?: AbortSignal,
  attempt?: Attempt,
): Promise<Vm> {
  const path = `${cvmPath(id)}/listed`
  return setting({ path, body: { listed }, signal }, attempt)
}

/** PATCH /cvms/{id}/scheduled-delete. An ISO time in the future, or null for never. */
export function scheduleCvmDelete(
  { id, ...body }: One & { scheduled_delete_at: string | null },
  signal?: AbortSignal,
  attempt?: Attempt,
): Promise<Vm> {
  return setting({ path: `${cvmPath(id)}/scheduled-delete`, body, signal }, attempt)
}

const setting = (call: Omit<Call, 'method'>, attempt?: Attempt): Promise<Vm> =>
  request({ method: 'PATCH', schema: Vm, retry: 'operation', ...call, ...attempt })

/** GET /cvms/{id}/user_config */
export function getCvmUserConfig({ id }: One, signal?: AbortSignal): Promise<UserConfig> {
  return request({ path: `${cvmPath(id)}/user_config`, schema: UserConfig, signal })
}

/** GET /cvms/{id}/available-os-images */
export function getAvailableOsImages(
  { id }: One,
  signal?: AbortSignal,
): Promise<v.InferOutput<typeof AvailableOsImages>> {
  return request({ path: `${cvmPath(id)}/available-os-images`, schema: AvailableOsImages, signal })
}

/** POST /cvms/{id}/is-allowed: asks the contract, and changes nothing. */
export function checkCvmIsAllowed(
  { id, ...body }: One & { compose_hash: string; device_id?: string | undefined },
  signal?: AbortSignal,
): Promise<IsAllowed> {
  const path = `${cvmPath(id)}/is-allowed`
  const call = { method: 'POST', path, body, schema: IsAllowed, signal } as const
  return request({ ...call, retry: 'read', changes: false })
}
