import { queryOptions } from '@tanstack/react-query'
import type { Exhibit } from './exhibit.ts'
import { prove, type ProofOptions } from './prove.ts'

/**
 * The check of one exhibit. It also runs without a network: what needs one says that it was not
 * there. It is not repeated by itself; its result carries the time it was made.
 */
export const proofQuery = (exhibit: Exhibit, options: ProofOptions) =>
  queryOptions({
    queryKey: [
      'proof',
      exhibit.key,
      options.from ?? 'anywhere',
      options.clock ?? 'now',
      options.collateral ?? 'found collateral',
      options.connections.join(),
      options.offer ?? 'no offer',
    ] as const,
    queryFn: ({ signal }) => prove(exhibit, options, signal),
    networkMode: 'always',
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
