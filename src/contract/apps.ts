import * as v from 'valibot'
import { CvmInfo } from './cvm.ts'
import { CvmRef, UserRef, WorkspaceRef } from './refs.ts'
import { maybe } from './wire.ts'

export const App = v.object({
  id: v.string(),
  name: v.string(),
  app_id: v.string(),
  created_at: v.string(),
  kms_type: v.string(),
  app_provision_type: maybe(v.string()),
  app_icon_url: maybe(v.string()),
  profile: maybe(
    v.object({
      display_name: maybe(v.string()),
      avatar_url: maybe(v.string()),
      description: maybe(v.string()),
      custom_domain: maybe(v.string()),
    }),
  ),
  current_cvm: maybe(CvmInfo),
  cvms: v.array(CvmInfo),
  cvm_count: v.number(),
})
export type App = v.InferOutput<typeof App>

/** GET /apps */
export const AppPage = v.object({
  dstack_apps: v.array(App),
  page: v.number(),
  page_size: v.number(),
  total: v.number(),
  total_pages: v.number(),
})

export type AppPage = v.InferOutput<typeof AppPage>

/** GET /apps/filter-options */
export const AppFilterOptions = v.object({
  statuses: v.array(v.string()),
  image_versions: v.array(v.string()),
  instance_types: v.array(v.string()),
  kms_slugs: v.array(v.string()),
  kms_types: v.array(v.string()),
  regions: v.array(v.string()),
  nodes: v.array(v.string()),
})
export type AppFilterOptions = v.InferOutput<typeof AppFilterOptions>

export const Revision = v.object({
  revision_id: v.string(),
  app_id: v.string(),
  vm_uuid: v.string(),
  compose_hash: v.string(),
  created_at: v.string(),
  operation_type: v.string(),
  trace_id: maybe(v.string()),
  triggered_by: maybe(UserRef),
  cvm: maybe(CvmRef),
  workspace: maybe(WorkspaceRef),
})
export type Revision = v.InferOutput<typeof Revision>

/** GET /apps/{id}/revisions */
export const RevisionPage = v.object({
  revisions: v.array(Revision),
  total: v.number(),
  page: v.number(),
  page_size: v.number(),
  total_pages: v.number(),
})

/** GET /apps/{id}/revisions/{revision} */
export const RevisionDetail = v.object({
  ...Revision.entries,
  compose_file: maybe(v.union([v.string(), v.record(v.string(), v.unknown())])),
  encrypted_env: v.string(),
  user_config: v.string(),
})
export type RevisionDetail = v.InferOutput<typeof RevisionDetail>
