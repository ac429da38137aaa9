import type { QueryClient } from '@tanstack/react-query'
import { type LoaderFunction, redirect } from 'react-router'
import { paths } from '../../paths.ts'
import { withoutBase } from '../../place.ts'
import { sessionQuery } from '../../queries/session.ts'

/** Asks who is signed in; nobody is an answer too. */
export const whoIsIn =
  (client: QueryClient): LoaderFunction =>
  () =>
    client.ensureQueryData(sessionQuery())

/** Sends whoever is not signed in to do so, and afterwards back to where the link pointed. */
export const onlySignedIn =
  (client: QueryClient): LoaderFunction =>
  async ({ request }) => {
    const session = await client.ensureQueryData(sessionQuery())
    const { pathname, search } = new URL(request.url)
    // A fragment is for the page alone: it stays one, and no server is sent it on the way.
    if (!session) throw redirect(paths.signIn(withoutBase(pathname) + search) + location.hash)
    return session
  }
