import * as v from 'valibot'
import { App, AppFilterOptions, AppPage, RevisionDetail, RevisionPage } from '../contract/apps.ts'
import type { Connection } from '../contract/session.ts'
import { AppAttestations } from '../contract/attestation.ts'
import { CvmInfo } from '../contract/cvm.ts'
import { bareAppId } from '../contract/ids.ts'
import { IsAllowed } from '../contract/updates.ts'
import { request, segment } from './http.ts'

/** `/apps/{appId}` takes bare lower-case hex. */
export const appPath = (appId: string): string => `/apps/${segment(bareAppId(appId))}`

export type AppListParams = {
  page?: number
  page_size?: number
  search?: string
  status?: readonly string[]
  listed?: boolean
  base_image?: string
  instance_type?: string
  kms_slug?: string
  kms_type?: string
  node?: string
  region?: string
}

/** GET /apps */
export function getAppPage(
  params: AppListParams = {},
  signal?: AbortSignal,
): Promise<v.InferOutput<typeof AppPage>> {
  return request({ path: '/apps', query: params, schema: AppPage, signal })
}

/** GET /apps/filter-options */
export function getAppFilterOptions(
  signal?: AbortSignal,
): Promise<v.InferOutput<typeof AppFilterOptions>> {
  return request({ path: '/apps/filter-options', schema: AppFilterOptions, signal })
}

/** GET /apps/{appId} */
export function getApp({ app_id }: { app_id: string }, signal?: AbortSignal): Promise<App> {
  return request({ path: appPath(app_id), schema: App, signal })
}

/** GET /apps/{appId}/cvms: an app's replicas. */
export function getAppCvms(
  { app_id }: { app_id: string },
  signal?: AbortSignal,
): Promise<CvmInfo[]> {
  return request({ path: `${appPath(app_id)}/cvms`, schema: v.array(CvmInfo), signal })
}

/** GET /apps/{appId}/revisions */
export function getAppRevisions(
  { app_id, ...query }: { app_id: string; page?: number; page_size?: number },
  signal?: AbortSignal,
): Promise<v.InferOutput<typeof RevisionPage>> {
  return request({ path: `${appPath(app_id)}/revisions`, query, schema: RevisionPage, signal })
}

/** GET /apps/{appId}/revisions/{revisionId} */
export function getAppRevision(
  {
    app_id,
    revision_id,
    ...query
  }: { app_id: string; revision_id: string; raw_compose_file?: boolean },
  signal?: AbortSignal,
): Promise<RevisionDetail> {
  const path = `${appPath(app_id)}/revisions/${segment(revision_id)}`
  return request({ path, query, schema: RevisionDetail, signal })
}

/**
 * POST /apps/{appId}/is-allowed: asks the app's contract, which need have no CVM yet, and changes
 * nothing.
 */
export function checkAppIsAllowed(
  {
    app_id,
    ...body
  }: {
    app_id: string
    compose_hash: string
    device_id?: string | undefined
    chain_id?: number | undefined
  },
  signal?: AbortSignal,
): Promise<IsAllowed> {
  const path = `${appPath(app_id)}/is-allowed`
  const call = { method: 'POST', path, body, schema: IsAllowed, signal } as const
  return request({ ...call, retry: 'read', changes: false })
}

/**
 * GET /apps/{appId}/attestations without a session: anybody may ask for a public app's. Without a
 * connection the console asks the first one that it offers.
 */
export function getPublicAttestations(
  { app_id, connection }: { app_id: string; connection?: Connection | undefined },
  signal?: AbortSignal,
): Promise<AppAttestations> {
  const path = `${appPath(app_id)}/attestations`
  return request({
    base: '/public/v1',
    path,
    query: { connection },
    schema: AppAttestations,
    signal,
  })
}
