import { type QueryClient, queryOptions } from '@tanstack/react-query'
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
      let refusal: unknown
      for await (const connection of inOrder(client, first)) {
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

/** Whom to ask: `first` needs no list of the others. */
async function* inOrder(client: QueryClient, first: Connection | undefined) {
  if (first) yield first
  const { connections } = await client.fetchQuery(connectionOfferQuery())
  for (const { connection } of connections) if (connection !== first) yield connection
}

const isNotFound = (error: unknown) => error instanceof ApiError && error.status === 404
