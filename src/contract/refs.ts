import * as v from 'valibot'
import { maybe } from './wire.ts'

export const NodeRef = v.object({
  object_type: v.optional(v.string()),
  id: maybe(v.number()),
  name: maybe(v.string()),
  region: maybe(v.string()),
  device_id: maybe(v.string()),
  ppid: maybe(v.string()),
  status: maybe(v.string()),
  version: maybe(v.string()),
})
export type NodeRef = v.InferOutput<typeof NodeRef>

export const UserRef = v.object({
  object_type: v.optional(v.string()),
  id: maybe(v.union([v.string(), v.number()])),
  username: maybe(v.string()),
  avatar_url: maybe(v.string()),
})
export type UserRef = v.InferOutput<typeof UserRef>

export const WorkspaceRef = v.object({
  object_type: v.optional(v.string()),
  id: v.string(),
  name: v.string(),
  slug: maybe(v.string()),
  avatar_url: maybe(v.string()),
})
export type WorkspaceRef = v.InferOutput<typeof WorkspaceRef>

export const CvmRef = v.object({
  object_type: v.optional(v.string()),
  id: maybe(v.union([v.string(), v.number()])),
  name: maybe(v.string()),
  app_id: maybe(v.string()),
  vm_uuid: maybe(v.string()),
})
export type CvmRef = v.InferOutput<typeof CvmRef>
