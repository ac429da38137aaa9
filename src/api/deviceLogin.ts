import * as v from 'valibot'
import { request, requestNothing, signInName } from './http.ts'
import { NEW_SIGN_IN, SIGN_IN_HEADER } from './session.ts'

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

/** A name for a login, by which this tab's is told from those of others. */
export const newLogin = (): string => crypto.randomUUID().replaceAll('-', '')

const named = (login: string) => ({ 'x-console-login': login })

/** POST /session/device: begins the vendor's device login. The device code stays in the gateway. */
export function startDeviceLogin(login: string, signal?: AbortSignal): Promise<DevicePending> {
  const headers = named(login)
  return request({ ...device, method: 'POST', headers, schema: DevicePending, signal })
}

const DeviceLogin = v.variant('status', [
  DevicePending,
  v.object({ status: v.literal('complete') }),
])
export type DeviceLogin = v.InferOutput<typeof DeviceLogin>

/**
 * GET /session/device, every `interval` seconds: `complete` once the cookie is set, with the name of
 * the sign-in that it became: one beside those that are there by then.
 */
export async function pollDeviceLogin(
  login: string,
  signal?: AbortSignal,
): Promise<DeviceLogin & { became: string }> {
  let became: string | undefined
  const answer = await request({
    ...device,
    schema: DeviceLogin,
    signal,
    headers: { ...named(login), [SIGN_IN_HEADER]: NEW_SIGN_IN },
    seen: (headers) => (became = headers.get(SIGN_IN_HEADER) ?? undefined),
  })
  return { ...answer, became: became ?? signInName() }
}

/** DELETE /session/device: forgets a login under way. */
export function cancelDeviceLogin(login: string, signal?: AbortSignal): Promise<void> {
  return requestNothing({ ...device, method: 'DELETE', headers: named(login), signal })
}
