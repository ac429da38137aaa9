import { queryOptions } from '@tanstack/react-query'
import { getConnectionOffer } from '../api/connectionOffer.ts'
import { sessionKeys } from './sessionKeys.ts'

/** The connections that this console offers, for the sign-in page. */
export const connectionOfferQuery = () =>
  queryOptions({
    queryKey: sessionKeys.offer,
    queryFn: ({ signal }) => getConnectionOffer(signal),
    staleTime: 10 * 60_000,
  })
