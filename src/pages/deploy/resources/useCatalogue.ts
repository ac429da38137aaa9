import { useQueries } from '@tanstack/react-query'
import {
  availableNodesQuery,
  instanceTypesQuery,
  kmsQuery,
  osImagesQuery,
} from '../../../queries/catalogue.ts'
import type { Catalogue } from './catalogue.ts'

/** What the API offers, as far as it has arrived; a list that failed says why and can be asked again. */
export function useCatalogue(): {
  known: Catalogue
  errors: unknown[]
  isFetching: boolean
  retry: () => void
} {
  const queries = useQueries({
    queries: [instanceTypesQuery(), availableNodesQuery(), osImagesQuery(), kmsQuery()],
  })
  const [types, nodes, images, kms] = queries
  return {
    known: {
      instanceTypes: types.data?.result.flatMap(({ items }) => items),
      available: nodes.data,
      images: images.data?.items,
      kms: kms.data?.items,
    },
    errors: queries.flatMap(({ error }) => error ?? []),
    isFetching: queries.some((query) => query.isFetching),
    retry: () => {
      for (const query of queries) if (query.isError) void query.refetch()
    },
  }
}
