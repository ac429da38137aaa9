import * as v from 'valibot'
import { NodeRef, UserRef, WorkspaceRef } from './refs.ts'
import { maybe, page } from './wire.ts'

const flag = v.optional(v.boolean())

/** One CVM, in the shape of API version 2026-01-21. Sizes: memory in GB, disk in GB. */
export const CvmInfo = v.object({
  id: v.string(),
  name: v.string(),
  status: v.string(),
  app_id: maybe(v.string()),
  vm_uuid: maybe(v.string()),
  instance_id: maybe(v.string()),
  compose_hash: maybe(v.string()),
  resource: v.object({
    instance_type: maybe(v.string()),
    vcpu: maybe(v.number()),
    memory_in_gb: maybe(v.number()),
    disk_in_gb: maybe(v.number()),
    gpus: maybe(v.number()),
    compute_billing_price: maybe(v.string()),
    billing_period: maybe(v.string()),
  }),
  node_info: maybe(NodeRef),
  os: maybe(
    v.object({
      name: maybe(v.string()),
      version: maybe(v.string()),
      is_dev: maybe(v.boolean()),
      os_image_hash: maybe(v.string()),
    }),
  ),
  kms_type: maybe(v.string()),
  kms_info: maybe(
    v.object({
      chain_id: maybe(v.number()),
      dstack_kms_address: maybe(v.string()),
      dstack_app_address: maybe(v.string()),
      deployer_address: maybe(v.string()),
      rpc_endpoint: maybe(v.string()),
      encrypted_env_pubkey: maybe(v.string()),
    }),
  ),
  progress: maybe(
    v.object({
      target: maybe(v.string()),
      started_at: maybe(v.string()),
      correlation_id: maybe(v.string()),
    }),
  ),
  in_progress: maybe(v.boolean()),
  gateway: v.object({ base_domain: maybe(v.string()), cname: maybe(v.string()) }),
  services: v.optional(v.array(v.record(v.string(), v.unknown()))),
  endpoints: maybe(v.array(v.object({ app: v.string(), instance: v.string() }))),
  public_logs: flag,
  public_sysinfo: flag,
  public_tcbinfo: flag,
  gateway_enabled: flag,
  secure_time: flag,
  listed: flag,
  storage_fs: v.optional(v.string()),
  workspace: maybe(WorkspaceRef),
  creator: maybe(UserRef),
  created_at: maybe(v.string()),
  deleted_at: maybe(v.string()),
  scheduled_delete_at: maybe(v.string()),
})
export type CvmInfo = v.InferOutput<typeof CvmInfo>

/** GET /cvms/{id}: the same and, here only, the compose file (an object or its JSON text). */
export const CvmDetail = v.object({
  ...CvmInfo.entries,
  compose_file: maybe(v.union([v.string(), v.record(v.string(), v.unknown())])),
})
export type CvmDetail = v.InferOutput<typeof CvmDetail>

/** GET /cvms/paginated */
export const CvmPage = page(CvmInfo)

/**
 * What start, stop, shutdown, restart and the replica calls answer, the same in both API versions.
 * `id` is a number here, the CVM's other id; `memory` is in MB, `disk_size` in GB.
 */
export const Vm = v.object({
  id: v.number(),
  name: v.string(),
  status: v.string(),
  teepod_id: v.number(),
  app_id: v.string(),
  vm_uuid: v.nullable(v.string()),
  instance_id: maybe(v.string()),
  vcpu: v.number(),
  memory: v.number(),
  disk_size: v.number(),
  created_at: v.string(),
  encrypted_env_pubkey: maybe(v.string()),
  teepod: maybe(
    v.object({ id: v.number(), name: v.string(), region_identifier: maybe(v.string()) }),
  ),
  user_id: maybe(v.number()),
  app_url: maybe(v.string()),
  base_image: maybe(v.string()),
})
export type Vm = v.InferOutput<typeof Vm>
