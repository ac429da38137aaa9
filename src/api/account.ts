import { Me, Quotas, WorkspaceList } from '../contract/account.ts'
import type * as v from 'valibot'
import { request, segment } from './http.ts'

/** GET /auth/me */
export function getCurrentUser(signal?: AbortSignal): Promise<Me> {
  return request({ path: '/auth/me', schema: Me, signal })
}

export type WorkspacesParams = { cursor?: string; limit?: number }

/** GET /workspaces */
export function listWorkspaces(
  params: WorkspacesParams = {},
  signal?: AbortSignal,
): Promise<v.InferOutput<typeof WorkspaceList>> {
  return request({ path: '/workspaces', query: params, schema: WorkspaceList, signal })
}

/** GET /workspaces/{slug}/quotas */
export function getQuotas({ slug }: { slug: string }, signal?: AbortSignal): Promise<Quotas> {
  return request({ path: `/workspaces/${segment(slug)}/quotas`, schema: Quotas, signal })
}
