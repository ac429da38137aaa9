import { ConnectionOffer } from '../contract/account.ts'
import { request } from './http.ts'

/** GET /session/connections: what the sign-in page can offer; needs no session. */
export function getConnectionOffer(signal?: AbortSignal): Promise<ConnectionOffer> {
  return request({ base: '', path: '/session/connections', schema: ConnectionOffer, signal })
}
