import * as v from 'valibot'
import { KmsInfo } from './kms.ts'
import { NodeRef } from './refs.ts'
import { maybe, page } from './wire.ts'

export const NodeImage = v.object({
  name: v.string(),
  is_dev: v.boolean(),
  version: v.array(v.number()),
  os_image_hash: maybe(v.string()),
})

/** A node with room. `remaining_memory` is in MB. `teepod_id` is what a deployment names. */
export const AvailableNode = v.object({
  teepod_id: v.number(),
  name: v.string(),
  listed: v.boolean(),
  resource_score: v.number(),
  remaining_vcpu: v.number(),
  remaining_memory: v.number(),
  remaining_cvm_slots: v.number(),
  images: v.array(NodeImage),
  support_onchain_kms: maybe(v.boolean()),
  fmspc: maybe(v.string()),
  device_id: maybe(v.string()),
  region_identifier: maybe(v.string()),
  default_kms: maybe(v.string()),
  kms_list: v.optional(v.array(v.string()), []),
})
export type AvailableNode = v.InferOutput<typeof AvailableNode>

/** GET /teepods/available */
export const AvailableNodes = v.object({
  tier: v.string(),
  capacity: v.object({
    max_instances: maybe(v.number()),
    max_vcpu: maybe(v.number()),
    max_memory: maybe(v.number()),
    max_disk: maybe(v.number()),
  }),
  nodes: v.array(AvailableNode),
  kms_list: v.array(KmsInfo),
})
export type AvailableNodes = v.InferOutput<typeof AvailableNodes>

/** GET /workspaces/{slug}/nodes */
export const WorkspaceNodePage = page(NodeRef)
