import * as v from 'valibot'
import { KmsInfo } from './kms.ts'
import { maybe } from './wire.ts'

/** PATCH /cvms/{id}: only what changed is sent. `memory` in MB; `shutdown_timeout` 10 to 1200 s. */
export const CvmPatch = v.object({
  docker_compose_file: v.optional(v.string()),
  pre_launch_script: v.optional(v.string()),
  allowed_envs: v.optional(v.array(v.string())),
  public_logs: v.optional(v.boolean()),
  public_sysinfo: v.optional(v.boolean()),
  public_tcbinfo: v.optional(v.boolean()),
  encrypted_env: v.optional(v.string()),
  user_config: v.optional(v.string()),
  vcpu: v.optional(v.number()),
  memory: v.optional(v.number()),
  disk_size: v.optional(v.number()),
  instance_type: v.optional(v.string()),
  allow_restart: v.optional(v.boolean()),
  image: v.optional(v.string()),
  shutdown_timeout: v.optional(v.number()),
  allow_force_stop: v.optional(v.boolean()),
})
export type CvmPatch = v.InferOutput<typeof CvmPatch>

/** What an accepted update answers; the dedicated endpoints add `status` and `message`. */
export const UpdateAccepted = v.object({
  correlation_id: maybe(v.string()),
  status: maybe(v.string()),
  message: maybe(v.string()),
  allowed_envs_changed: maybe(v.boolean()),
})
export type UpdateAccepted = v.InferOutput<typeof UpdateAccepted>

/** PATCH /cvms/{id}/envs: a full replacement. */
export const EnvsPatch = v.object({
  encrypted_env: v.string(),
  env_keys: v.optional(v.array(v.string())),
  compose_hash: v.optional(v.string()),
  transaction_hash: v.optional(v.string()),
})
export type EnvsPatch = v.InferOutput<typeof EnvsPatch>

/** PATCH /cvms/{id}/resources. `memory` in MB, `disk_size` in GB and only ever larger. */
export const ResourcesPatch = v.object({
  vcpu: v.optional(v.number()),
  memory: v.optional(v.number()),
  disk_size: v.optional(v.number()),
  instance_type: v.optional(v.string()),
  allow_restart: v.optional(v.union([v.boolean(), v.picklist([0, 1])])),
})
export type ResourcesPatch = v.InferOutput<typeof ResourcesPatch>

/** GET /cvms/{id}/user_config. An update replaces all of it, so what is not known here is kept too. */
export const UserConfig = v.looseObject({
  hostname: maybe(v.string()),
  ssh_authorized_keys: v.optional(v.array(v.string()), []),
  default_gateway_domain: maybe(v.string()),
})
export type UserConfig = v.InferOutput<typeof UserConfig>

/** The `details` of a 465: a compose hash that its contract must allow first. */
export const OnChainApproval = v.object({
  compose_hash: v.string(),
  app_id: v.string(),
  device_id: maybe(v.string()),
  kms_info: maybe(KmsInfo),
  commit_token: maybe(v.string()),
  commit_url: maybe(v.string()),
  api_commit_url: maybe(v.string()),
  onchain_status: maybe(
    v.object({
      compose_hash_allowed: v.boolean(),
      device_id_allowed: v.boolean(),
      is_allowed: v.boolean(),
    }),
  ),
})
export type OnChainApproval = v.InferOutput<typeof OnChainApproval>

/** POST /cvms/{id}/is-allowed: what the app's contract says now. */
export const IsAllowed = v.object({
  compose_hash_allowed: v.boolean(),
  device_id_allowed: maybe(v.boolean()),
  is_allowed: v.boolean(),
  error: maybe(v.string()),
})
export type IsAllowed = v.InferOutput<typeof IsAllowed>
