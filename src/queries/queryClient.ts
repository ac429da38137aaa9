import { MutationCache, type Query, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError, isOfAnotherWorkspace, isSignedOut } from '../api/errors.ts'
import { sessionKeys } from './sessionKeys.ts'

const exits = new WeakMap<QueryClient, () => void>()

/** A call outside of any query or mutation has met the end of the session. */
export const sessionEnded = (client: QueryClient): void => exits.get(client)?.()

const AGAIN = 15_000

/**
 * What is on screen and could not be read is asked for again by itself, in ms from the failure on. What
 * the server has decided (401, 403, 404) stays decided.
 */
export function untilRead({ state: { error } }: Query): number | false {
  return (
    error instanceof ApiError &&
    (error.status < 401 || error.status > 404) &&
    Math.max(AGAIN, error.retryAfter ?? 0)
  )
}

/**
 * The cache of the app. Its queries are not retried here: http.ts has done so, once and only where
 * it may. `onSignedOut` hears of the first 401 of any call; what was loaded stays on screen until
 * somebody signs in again.
 */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: unknown) => {
    if (isSignedOut(error)) onSignedOut()
    // Who is in now decides how it goes on.
    if (isOfAnotherWorkspace(error)) void client.invalidateQueries({ queryKey: sessionKeys.all })
  }
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        retry: false,
        staleTime: 30_000,
        gcTime: 10 * 60_000,
        // The library's own ways stay: while the browser is offline, asking waits for the network
        // instead of failing; what is old is read again when the window or the network is back.
        refetchInterval: untilRead,
      },
      // A change is made now or not at all: one that waits for the network could hit somebody who
      // has long since thought better of it.
      mutations: { retry: false, networkMode: 'always' },
    },
  })
  exits.set(client, onSignedOut)
  return client
}
