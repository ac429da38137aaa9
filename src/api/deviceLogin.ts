import * as v from 'valibot'
import { request, requestNothing, signInName } from './http.ts'
import { forSignIn, SIGN_IN_HEADER } from './session.ts'

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

/**
 * GET /session/device, every `interval` seconds: `complete` once the cookie is set, with the name of
 * the sign-in that it became.
 */
export async function pollDeviceLogin(
  signal?: AbortSignal,
  name?: string,
): Promise<DeviceLogin & { became: string }> {
  let became = name
  const answer = await request({
    ...device,
    schema: DeviceLogin,
    signal,
    ...forSignIn(name),
    seen: (headers) => (became = headers.get(SIGN_IN_HEADER) ?? name),
  })
  return { ...answer, became: became ?? signInName() }
}

/** DELETE /session/device: forgets a login under way. */
export function cancelDeviceLogin(signal?: AbortSignal): Promise<void> {
  return requestNothing({ ...device, method: 'DELETE', signal })
}
