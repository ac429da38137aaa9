import { queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import type { Session } from '../contract/session.ts'
import { workspaceKey } from '../contract/workspaceKey.ts'
import { isSignedOut } from '../api/errors.ts'
import { expectWorkspace, setTransport } from '../api/http.ts'
import { getSession, signOut } from '../api/session.ts'
import { forgetLive } from './live/live.ts'
import { sessionKeys } from './sessionKeys.ts'

/** Who is signed in; null when nobody is. */
export const sessionQuery = () =>
  queryOptions({
    queryKey: sessionKeys.all,
    queryFn: async ({ signal }): Promise<Session | null> => {
      try {
        const session = await getSession(signal)
        expectWorkspace(workspaceKey(session))
        return session
      } catch (error) {
        if (isSignedOut(error)) return null
        throw error
      }
    },
    staleTime: 5 * 60_000,
    // Another tab may have signed out, or in to another workspace. It costs no call of the API.
    refetchOnWindowFocus: 'always',
  })

/** What does not belong to one sign-in. */
const OF_THE_BROWSER: readonly unknown[] = [sessionKeys.all[0], sessionKeys.signIns[0]]

/** Drops everything that was loaded for the sign-in that ends, and asks who is in now. */
export async function beginAnew(client: QueryClient): Promise<void> {
  setTransport({ workspace: undefined })
  forgetLive(client)
  await client.cancelQueries()
  client.removeQueries({ predicate: ({ queryKey: [kind] }) => !OF_THE_BROWSER.includes(kind) })
  await Promise.all([
    client.invalidateQueries({ queryKey: sessionKeys.signIns }),
    client.fetchQuery({ ...sessionQuery(), staleTime: 0 }),
  ])
}

/** Signs out and forgets all that was loaded. */
export async function signOutOf(client: QueryClient): Promise<void> {
  await signOut()
  await beginAnew(client)
}
