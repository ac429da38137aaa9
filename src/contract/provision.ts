import * as v from 'valibot'
import { KmsInfo } from './kms.ts'
import { maybe } from './wire.ts'

/** `docker_compose_file` and `pre_launch_script` together, in UTF-8 bytes. */
export const MAX_COMPOSE_PAYLOAD_BYTES = 200 * 1024

/** The part of a deployment that is measured: it becomes the app-compose document. */
export const ComposeFile = v.object({
  name: v.optional(v.string()),
  docker_compose_file: v.optional(v.string()),
  pre_launch_script: v.optional(v.string()),
  allowed_envs: v.optional(v.array(v.string())),
  public_logs: v.optional(v.boolean()),
  public_sysinfo: v.optional(v.boolean()),
  public_tcbinfo: v.optional(v.boolean()),
  gateway_enabled: v.optional(v.boolean()),
  kms_enabled: v.optional(v.boolean()),
  secure_time: v.optional(v.boolean()),
  storage_fs: v.optional(v.string()),
})
export type ComposeFile = v.InferOutput<typeof ComposeFile>

/**
 * POST /cvms/provision. `memory` is in MB and a multiple of 1024, `disk_size` in GB. `kms` and
 * `kms_type`, `secure_time` and `storage_fs` in and beside `compose_file`, `ssh_authorized_keys`
 * and `user_config` are the OpenAPI document's and the Go client's spellings of the same things.
 */
export const ProvisionRequest = v.object({
  name: v.string(),
  compose_file: ComposeFile,
  instance_type: maybe(v.string()),
  vcpu: maybe(v.number()),
  memory: maybe(v.number()),
  disk_size: maybe(v.number()),
  teepod_id: maybe(v.number()),
  node_id: maybe(v.number()),
  image: maybe(v.string()),
  prefer_dev: maybe(v.boolean()),
  region: maybe(v.string()),
  kms: maybe(v.string()),
  kms_type: maybe(v.string()),
  kms_id: maybe(v.string()),
  listed: v.optional(v.boolean()),
  secure_time: v.optional(v.boolean()),
  storage_fs: maybe(v.string()),
  ssh_authorized_keys: v.optional(v.array(v.string())),
  user_config: maybe(v.string()),
  env_keys: v.optional(v.array(v.string())),
  app_id: maybe(v.string()),
  custom_app_id: maybe(v.string()),
  nonce: maybe(v.number()),
})
export type ProvisionRequest = v.InferOutput<typeof ProvisionRequest>

/** What provision answers. `app_id` null with a contract in `kms_info` means an on-chain KMS. */
export const Provision = v.object({
  compose_hash: v.string(),
  app_id: maybe(v.string()),
  app_env_encrypt_pubkey: maybe(v.string()),
  kms_info: maybe(KmsInfo),
  fmspc: maybe(v.string()),
  device_id: maybe(v.string()),
  os_image_hash: maybe(v.string()),
  instance_type: maybe(v.string()),
  teepod_id: maybe(v.number()),
  node_id: maybe(v.number()),
  kms_id: maybe(v.string()),
})
export type Provision = v.InferOutput<typeof Provision>

/** POST /cvms. `encrypted_env` is lower-case hex (see `sealEnv`). Never sent twice for one provision. */
export const CommitRequest = v.object({
  app_id: v.string(),
  compose_hash: v.string(),
  encrypted_env: v.optional(v.string()),
  env_keys: v.optional(v.array(v.string())),
  transaction_hash: v.optional(v.string()),
  kms_id: v.optional(v.string()),
  contract_address: v.optional(v.string()),
  deployer_address: v.optional(v.string()),
})
export type CommitRequest = v.InferOutput<typeof CommitRequest>

/** The CVM that a commit made. `id` is its number; `vm_uuid` is what the rest of the API finds it by. */
export const Commit = v.object({
  id: v.number(),
  name: v.string(),
  status: v.string(),
  teepod_id: v.number(),
  teepod: v.nullable(v.object({ id: v.number(), name: v.string() })),
  user_id: v.nullable(v.number()),
  app_id: v.nullable(v.string()),
  vm_uuid: v.nullable(v.string()),
  instance_id: v.nullable(v.string()),
  base_image: v.nullable(v.string()),
  vcpu: v.number(),
  memory: v.number(),
  disk_size: v.number(),
  docker_compose_file: v.nullable(v.string()),
  created_at: v.string(),
  app_url: maybe(v.string()),
  encrypted_env_pubkey: maybe(v.string()),
})
export type Commit = v.InferOutput<typeof Commit>
