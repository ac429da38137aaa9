import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import type { Connection } from '../contract/session.ts'
import type { CvmInfo } from '../contract/cvm.ts'
import { now } from '../api/http.ts'
import {
  checkAppIsAllowed,
  getApp,
  getAppCvms,
  getAppFilterOptions,
  getAppPage,
  getAppRevision,
  getAppRevisions,
  getPublicAttestations,
} from '../api/apps.ts'
import type { AppListParams } from '../api/apps.ts'
import { appKeys } from './appKeys.ts'
import { cvmKeys } from './cvmKeys.ts'
import type { Cvm, CvmRow } from './cvmRow.ts'
import { learnRow, shareWithList } from './live/live.ts'

/** Apps that match, 50 a page. */
export const appListQuery = (filter: AppListParams = {}) =>
  infiniteQueryOptions({
    queryKey: appKeys.list(filter),
    queryFn: ({ pageParam, signal }) =>
      getAppPage({ ...filter, page: pageParam, page_size: 50 }, signal),
    initialPageParam: 1,
    getNextPageParam: (last) => (last.page < last.total_pages ? last.page + 1 : undefined),
  })

export const appFilterOptionsQuery = () =>
  queryOptions({
    queryKey: appKeys.filters(),
    queryFn: ({ signal }) => getAppFilterOptions(signal),
  })

export const appQuery = (appId: string) =>
  queryOptions({
    queryKey: appKeys.one(appId),
    queryFn: ({ signal }) => getApp({ app_id: appId }, signal),
  })

/** What an app's contract says of a compose hash; asked again while somebody waits for it to allow it. */
export const isAppAllowedQuery = (asked: Parameters<typeof checkAppIsAllowed>[0]) =>
  queryOptions({
    queryKey: [...appKeys.one(asked.app_id), 'is-allowed', asked] as const,
    queryFn: ({ signal }) => checkAppIsAllowed(asked, signal),
    refetchInterval: 10_000,
  })

/** An app's replicas; each enters the caches as a reading of its own, so that it is kept current. */
export const appCvmsQuery = (appId: string) =>
  queryOptions({
    queryKey: appKeys.cvms(appId),
    queryFn: async ({ client, signal }) => {
      const askedAt = now()
      const cvms = await getAppCvms({ app_id: appId }, signal)
      return cvms.map((cvm) => learnReplica(client, cvm, askedAt))
    },
  })

function learnReplica(client: QueryClient, read: CvmInfo, askedAt: number): CvmRow {
  const key = cvmKeys.detail(read.id)
  const detail = client.getQueryData<Cvm>(key)
  const row = learnRow(client, read, detail, askedAt)
  // Not a reading of its page, which has more in it: that stays as old as it was.
  const updatedAt = client.getQueryState(key)?.dataUpdatedAt ?? 1
  client.setQueryData<Cvm>(key, { ...detail, ...row }, { updatedAt })
  shareWithList(client, row)
  return row
}

export const appRevisionsQuery = (appId: string) =>
  infiniteQueryOptions({
    queryKey: appKeys.revisions(appId),
    queryFn: ({ pageParam, signal }) =>
      getAppRevisions({ app_id: appId, page: pageParam, page_size: 50 }, signal),
    initialPageParam: 1,
    getNextPageParam: (last) => (last.page < last.total_pages ? last.page + 1 : undefined),
  })

export const appRevisionQuery = (appId: string, revision_id: string) =>
  queryOptions({
    queryKey: appKeys.revision(appId, revision_id),
    queryFn: ({ signal }) => getAppRevision({ app_id: appId, revision_id }, signal),
    staleTime: Infinity,
  })

/** What an app proves about itself in public; needs no sign-in. */
export const publicAttestationsQuery = (appId: string, connection?: Connection) =>
  queryOptions({
    queryKey: [...appKeys.attestations(appId), connection ?? 'default'] as const,
    queryFn: ({ signal }) => getPublicAttestations({ app_id: appId, connection }, signal),
  })
