import { Session } from '../contract/session.ts'
import type { Connection } from '../contract/session.ts'
import { request, requestNothing, signInName } from './http.ts'

/** Which sign-in a call is for; in the answer to a sign-in, which one it became. */
export const SIGN_IN_HEADER = 'x-console-session'
/** Instead of a sign-in's name: one beside those that are there. */
export const NEW_SIGN_IN = 'new'

/** A call that is for another sign-in than the tab's. */
export const forSignIn = (name: string | undefined) =>
  name ? { headers: { [SIGN_IN_HEADER]: name } } : {}

/** GET /session: who is signed in and where; a 401 ApiError when nobody is. */
export function getSession(signal?: AbortSignal, name?: string): Promise<Session> {
  return request({ base: '', path: '/session', schema: Session, signal, ...forSignIn(name) })
}

/**
 * POST /session. The key goes into the sealed cookie and nowhere else; it must not be kept. Resolves
 * to the name of the sign-in that it became.
 */
export async function signIn(
  params: { connection: Connection; api_key?: string },
  name?: string,
): Promise<string> {
  let became = name
  await requestNothing({
    base: '',
    method: 'POST',
    path: '/session',
    body: params,
    ...forSignIn(name),
    seen: (headers) => (became = headers.get(SIGN_IN_HEADER) ?? name),
  })
  return became ?? signInName()
}

/** DELETE /session, of the tab's own sign-in or the one named. */
export function signOut(name?: string): Promise<void> {
  return requestNothing({ base: '', method: 'DELETE', path: '/session', ...forSignIn(name) })
}
