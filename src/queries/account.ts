import { queryOptions } from '@tanstack/react-query'
import { getCurrentUser, getQuotas, listWorkspaces } from '../api/account.ts'

export const accountKeys = {
  all: ['account'] as const,
  me: () => [...accountKeys.all, 'me'] as const,
  workspaces: () => [...accountKeys.all, 'workspaces'] as const,
  quotas: (slug: string) => [...accountKeys.all, 'quotas', slug] as const,
}

/** User, workspace and credits. */
export const meQuery = () =>
  queryOptions({
    queryKey: accountKeys.me(),
    queryFn: ({ signal }) => getCurrentUser(signal),
  })

export const workspacesQuery = () =>
  queryOptions({
    queryKey: accountKeys.workspaces(),
    queryFn: ({ signal }) => listWorkspaces({}, signal),
  })

export const quotasQuery = (slug: string) =>
  queryOptions({
    queryKey: accountKeys.quotas(slug),
    queryFn: ({ signal }) => getQuotas({ slug }, signal),
  })
