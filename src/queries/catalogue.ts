import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import {
  getAppEnvPubkey,
  getAvailableNodes,
  getInstanceTypes,
  getKmsList,
  getNextAppIds,
  getOsImages,
  getWorkspaceNodes,
} from '../api/catalogue.ts'

/** What is on offer changes rarely; what has room changes by the minute. */
const RARELY = 10 * 60_000

export const catalogueKeys = {
  all: ['catalogue'] as const,
  instanceTypes: () => [...catalogueKeys.all, 'instance-types'] as const,
  osImages: () => [...catalogueKeys.all, 'os-images'] as const,
  kms: () => [...catalogueKeys.all, 'kms'] as const,
  pubkey: (kms: string, app_id: string) => [...catalogueKeys.kms(), 'pubkey', kms, app_id] as const,
  nodes: () => [...catalogueKeys.all, 'nodes'] as const,
  workspaceNodes: (slug: string) => [...catalogueKeys.nodes(), slug] as const,
}

/** Instance types by family. */
export const instanceTypesQuery = () =>
  queryOptions({
    queryKey: catalogueKeys.instanceTypes(),
    queryFn: ({ signal }) => getInstanceTypes(signal),
    staleTime: RARELY,
  })

/** The first hundred OS images. */
export const osImagesQuery = () =>
  queryOptions({
    queryKey: catalogueKeys.osImages(),
    queryFn: ({ signal }) => getOsImages({ page: 1, page_size: 100 }, signal),
    staleTime: RARELY,
  })

/** The first hundred key management services. */
export const kmsQuery = () =>
  queryOptions({
    queryKey: catalogueKeys.kms(),
    queryFn: ({ signal }) => getKmsList({ page: 1, page_size: 100 }, signal),
    staleTime: RARELY,
  })

/** The nodes that have room, and what they offer. */
export const availableNodesQuery = () =>
  queryOptions({
    queryKey: catalogueKeys.nodes(),
    queryFn: ({ signal }) => getAvailableNodes(signal),
  })

/** The nodes of a workspace, 100 a page. */
export const workspaceNodesQuery = (slug: string) =>
  infiniteQueryOptions({
    queryKey: catalogueKeys.workspaceNodes(slug),
    queryFn: ({ pageParam, signal }) => getWorkspaceNodes({ slug, page: pageParam }, signal),
    initialPageParam: 1,
    getNextPageParam: ({ page, pages }) => (page < pages ? page + 1 : undefined),
  })

/** The key that an app's secrets are sealed with. It never changes for an app. */
export const appEnvPubkeyQuery = (kms: string, app_id: string) =>
  queryOptions({
    queryKey: catalogueKeys.pubkey(kms, app_id),
    queryFn: ({ signal }) => getAppEnvPubkey({ kms, app_id }, signal),
    staleTime: RARELY,
  })

/** The app id, with its nonce, that the workspace would get next. Always asked anew. */
export const nextAppIdQuery = () =>
  queryOptions({
    queryKey: [...catalogueKeys.kms(), 'next-app-id'] as const,
    queryFn: ({ signal }) => getNextAppIds({ counts: 1 }, signal),
    staleTime: 0,
    gcTime: 0,
  })
