import type { AppListParams } from '../../api/apps.ts'

/** The filters of `/apps/filter-options`, by their names in the address and in the API. */
export const APP_FACETS = [
  'status',
  'region',
  'node',
  'instance_type',
  'base_image',
  'kms_type',
  'kms_slug',
] as const
export type AppFacet = (typeof APP_FACETS)[number]

export type AppFilter = { q: string } & Record<AppFacet, string>

export function readAppFilter(search: URLSearchParams): AppFilter {
  const of = (name: string) => search.get(name) ?? ''
  return {
    q: of('q'),
    status: of('status'),
    region: of('region'),
    node: of('node'),
    instance_type: of('instance_type'),
    base_image: of('base_image'),
    kms_type: of('kms_type'),
    kms_slug: of('kms_slug'),
  }
}

/** The same for the API, where an empty filter is none. */
export function appListParams({ q, status, ...rest }: AppFilter): AppListParams {
  const params: AppListParams = {}
  if (q.trim() !== '') params.search = q.trim()
  if (status !== '') params.status = [status]
  for (const facet of APP_FACETS) {
    if (facet !== 'status' && rest[facet] !== '') params[facet] = rest[facet]
  }
  return params
}

export const isFiltered = (filter: AppFilter): boolean =>
  Object.keys(appListParams(filter)).length > 0
