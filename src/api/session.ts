import * as v from 'valibot'
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

/** A login that waits for somebody to confirm the code on the vendor's page. Times in seconds. */
const DevicePending = v.object({
  status: v.literal('pending'),
  user_code: v.string(),
  verification_uri: v.string(),
  verification_uri_complete: v.string(),
  interval: v.number(),
  expires_in: v.number(),
})
export type DevicePending = v.InferOutput<typeof DevicePending>

const device = { base: '', path: '/session/device' } as const

/** POST /session/device: begins the vendor's device login. The device code stays in the gateway. */
export function startDeviceLogin(signal?: AbortSignal): Promise<DevicePending> {
  return request({ ...device, method: 'POST', schema: DevicePending, signal })
}

const DeviceLogin = v.variant('status', [
  DevicePending,
  v.object({ status: v.literal('complete') }),
])
export type DeviceLogin = v.InferOutput<typeof DeviceLogin>

/** GET /session/device, every `interval` seconds: `complete` once the cookie is set. */
export function pollDeviceLogin(signal?: AbortSignal): Promise<DeviceLogin> {
  return request({ ...device, schema: DeviceLogin, signal })
}

/** DELETE /session/device: forgets a login under way. */
export function cancelDeviceLogin(signal?: AbortSignal): Promise<void> {
  return requestNothing({ ...device, method: 'DELETE', signal })
}
