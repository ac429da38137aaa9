import * as v from 'valibot'
import { Session } from '../contract/account.ts'
import type { Connection } from '../contract/account.ts'
import { request, requestNothing } from './http.ts'

/** GET /session: who is signed in and where; a 401 ApiError when nobody is. */
export function getSession(signal?: AbortSignal): Promise<Session> {
  return request({ base: '', path: '/session', schema: Session, signal })
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

/** Times in seconds. */
const DeviceCode = v.object({
  user_code: v.string(),
  verification_uri_complete: v.string(),
  interval: v.number(),
  expires_in: v.number(),
})
export type DeviceCode = v.InferOutput<typeof DeviceCode>

/** POST /session/device: begins the vendor's device login. The device code stays in the gateway. */
export function startDeviceLogin(signal?: AbortSignal): Promise<DeviceCode> {
  return request({ base: '', method: 'POST', path: '/session/device', schema: DeviceCode, signal })
}

const DevicePoll = v.object({ status: v.string(), interval: v.optional(v.number()) })
export type DevicePoll = v.InferOutput<typeof DevicePoll>

/** GET /session/device: `pending`, or `complete` once the cookie is set. */
export function pollDeviceLogin(signal?: AbortSignal): Promise<DevicePoll> {
  return request({
    base: '',
    path: '/session/device',
    schema: DevicePoll,
    signal,
    retry: 'never',
  })
}
