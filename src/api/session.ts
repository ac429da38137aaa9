import { ConnectionOffer, Session } from '../contract/account.ts'
import type { Connection } from '../contract/account.ts'
import { request, requestNothing } from './http.ts'

/** GET /session: who is signed in and where; a 401 ApiError when nobody is. */
export function getSession(signal?: AbortSignal): Promise<Session> {
  return request({ base: '', path: '/session', schema: Session, signal })
}

/** GET /session/connections: what the sign-in page can offer; needs no session. */
export function getConnectionOffer(signal?: AbortSignal): Promise<ConnectionOffer> {
  return request({ base: '', path: '/session/connections', schema: ConnectionOffer, signal })
}

/** POST /session. The key goes into the sealed cookie and nowhere else; it must not be kept. */
export function signIn(
  params: { connection: Connection; api_key?: string },
  signal?: AbortSignal,
): Promise<void> {
  return requestNothing({ base: '', method: 'POST', path: '/session', body: params, signal })
}

/** DELETE /session */
export function signOut(signal?: AbortSignal): Promise<void> {
  return requestNothing({ base: '', method: 'DELETE', path: '/session', signal })
}
