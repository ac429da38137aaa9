import { queryOptions } from '@tanstack/react-query'
import { getPublicAttestations } from '../api/apps.ts'
import { ApiError } from '../api/errors.ts'
import type { Connection } from '../contract/session.ts'
import { appKeys } from './appKeys.ts'
import { connectionOfferQuery } from './connectionOffer.ts'

/**
 * What an app proves in public, from the first connection of this console that knows it; `first` is
 * asked before the others. A link to a proof names the app alone, so that it means the same to
 * whoever opens it, signed in or not. Throws the refusal that says most when nobody knows it.
 */
export const publicProofQuery = (appId: string, first?: Connection) =>
  queryOptions({
    queryKey: [...appKeys.attestations(appId), 'anywhere', first ?? 'in order'] as const,
    queryFn: async ({ client, signal }) => {
      const { connections } = await client.fetchQuery(connectionOfferQuery())
      const names = connections.map(({ connection }) => connection)
      const order = first ? [first, ...names.filter((name) => name !== first)] : names
      let refusal: unknown
      for (const connection of order) {
        try {
          const answer = await getPublicAttestations({ app_id: appId, connection }, signal)
          return { connection, answer, at: Date.now() }
        } catch (error) {
          if (error instanceof ApiError && error.kind === 'aborted') throw error
          // "Not there" from one says less than "could not be asked" from another.
          if (!isNotFound(error) || refusal === undefined) refusal = error
        }
      }
      throw refusal
    },
    refetchOnWindowFocus: false,
  })

const isNotFound = (error: unknown) => error instanceof ApiError && error.status === 404
