import { queryOptions } from '@tanstack/react-query'
import { now } from '../api/http.ts'
import { getCvmStats } from '../api/observe.ts'
import type { CvmStats } from '../contract/observe.ts'
import { type Sample, sampleOf, withSample } from '../cvm/metrics.ts'
import { cvmKeys } from './cvmKeys.ts'

/** The newest answer, and what was read before it, oldest first. */
export type Metrics = { latest: CvmStats; samples: readonly Sample[] }

const EVERY_MS = 5_000

/**
 * The load of a CVM over time. The API has no history: samples gather here for as long as somebody
 * looks, and stay for an hour after. Nothing is asked while the page is hidden.
 */
export const cvmMetricsQuery = (id: string) => {
  const queryKey = [...cvmKeys.stats(id), 'samples'] as const
  return queryOptions({
    queryKey,
    queryFn: async ({ client, signal }): Promise<Metrics> => {
      const at = now()
      const latest = await getCvmStats({ id }, signal)
      const before = client.getQueryData<Metrics>(queryKey)?.samples ?? []
      return { latest, samples: withSample(before, sampleOf(latest, at)) }
    },
    staleTime: EVERY_MS,
    gcTime: 60 * 60_000,
    refetchInterval: EVERY_MS,
    structuralSharing: false,
  })
}
