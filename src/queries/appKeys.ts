import { bareAppId } from '../contract/ids.ts'
import type { AppListParams } from '../api/apps.ts'

/** Everything known about apps, so that one prefix invalidates one thing. */
export const appKeys = {
  all: ['apps'] as const,
  lists: () => [...appKeys.all, 'list'] as const,
  list: (filter: AppListParams) => [...appKeys.lists(), filter] as const,
  filters: () => [...appKeys.all, 'filter-options'] as const,
  one: (appId: string) => [...appKeys.all, 'one', bareAppId(appId)] as const,
  cvms: (appId: string) => [...appKeys.one(appId), 'cvms'] as const,
  revisions: (appId: string) => [...appKeys.one(appId), 'revisions'] as const,
  revision: (appId: string, revision: string) => [...appKeys.revisions(appId), revision] as const,
  attestations: (appId: string) => [...appKeys.one(appId), 'attestations'] as const,
}
