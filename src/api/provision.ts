import { Commit, Provision } from '../contract/provision.ts'
import type { CommitRequest, ProvisionRequest } from '../contract/provision.ts'
import type { KmsType } from '../contract/kms.ts'
import { request } from './http.ts'
import type { Attempt } from './http.ts'

/** A deployment, each thing said once. `memory` in MB, `disk_size` in GB. */
export type Deployment = {
  name: string
  docker_compose_file: string
  pre_launch_script?: string | undefined
  /** Names of the variables that will be sealed; they are measured, their values are not. */
  env_keys?: string[] | undefined
  instance_type?: string | undefined
  vcpu?: number | undefined
  memory?: number | undefined
  disk_size?: number | undefined
  teepod_id?: number | undefined
  region?: string | undefined
  image?: string | undefined
  prefer_dev?: boolean | undefined
  kms?: KmsType | undefined
  kms_id?: string | undefined
  listed?: boolean | undefined
  public_logs?: boolean | undefined
  public_sysinfo?: boolean | undefined
  public_tcbinfo?: boolean | undefined
  gateway_enabled?: boolean | undefined
  kms_enabled?: boolean | undefined
  secure_time?: boolean | undefined
  storage_fs?: string | undefined
  ssh_authorized_keys?: string[] | undefined
  /** With `nonce`, for an app id chosen beforehand (PHALA only). */
  app_id?: string | undefined
  nonce?: number | undefined
}

/**
 * The body of POST /cvms/provision. Some things have two spellings: the API's description has `kms`,
 * `app_id`, `user_config` and, inside `compose_file`, `secure_time` and `storage_fs`; the Go client
 * writes `kms_type`, `custom_app_id`, `ssh_authorized_keys` and the last two outside. Both are sent.
 * `listed` is always sent, because the API lists a CVM publicly when nothing is said.
 */
export function toProvisionBody(deployment: Deployment): ProvisionRequest {
  const d = deployment
  const env_keys = d.env_keys?.length ? d.env_keys : undefined
  const keys = d.ssh_authorized_keys?.length ? d.ssh_authorized_keys : undefined
  return withoutUndefined({
    name: d.name,
    compose_file: withoutUndefined({
      name: d.name,
      docker_compose_file: d.docker_compose_file,
      pre_launch_script: d.pre_launch_script || undefined,
      allowed_envs: env_keys,
      public_logs: d.public_logs,
      public_sysinfo: d.public_sysinfo,
      public_tcbinfo: d.public_tcbinfo,
      gateway_enabled: d.gateway_enabled,
      kms_enabled: d.kms_enabled,
      secure_time: d.secure_time,
      storage_fs: d.storage_fs,
    }),
    instance_type: d.instance_type,
    vcpu: d.vcpu,
    memory: d.memory,
    disk_size: d.disk_size,
    teepod_id: d.teepod_id,
    region: d.region,
    image: d.image,
    prefer_dev: d.prefer_dev,
    kms: d.kms,
    kms_type: d.kms,
    kms_id: d.kms_id,
    listed: d.listed ?? false,
    secure_time: d.secure_time,
    storage_fs: d.storage_fs,
    ssh_authorized_keys: keys,
    user_config: keys && JSON.stringify({ ssh_authorized_keys: keys }),
    env_keys,
    app_id: d.app_id,
    custom_app_id: d.app_id,
    nonce: d.nonce,
  })
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> }

/** Optional fields are absent on the wire, never null. */
function withoutUndefined<T extends object>(object: T): Partial<Defined<T>> & Required_<T> {
  const entries = Object.entries(object).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as Partial<Defined<T>> & Required_<T>
}

type Required_<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] }

/** POST /cvms/provision: reserves nothing yet, but computes the hash and names the key to seal with. */
export function provisionCvm(
  deployment: Deployment,
  signal?: AbortSignal,
  attempt?: Attempt,
): Promise<Provision> {
  return request({
    method: 'POST',
    path: '/cvms/provision',
    body: toProvisionBody(deployment),
    schema: Provision,
    signal,
    retry: 'operation',
    ...attempt,
  })
}

/**
 * POST /cvms: makes the CVM. Never sent again by itself. When no answer came, look whether the CVM
 * exists before asking once more; asking with the same `idempotencyKey` is refused by the gateway
 * if the first one got that far.
 */
export function commitCvmProvision(
  body: CommitRequest,
  signal?: AbortSignal,
  attempt?: Attempt,
): Promise<Commit> {
  return request({ method: 'POST', path: '/cvms', body, schema: Commit, signal, ...attempt })
}
