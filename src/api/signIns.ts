import { SignIns } from '../contract/account.ts'
import { request } from './http.ts'

/** GET /session/all: every sign-in of this browser. */
export function listSignIns(signal?: AbortSignal): Promise<SignIns> {
  return request({ base: '', path: '/session/all', schema: SignIns, signal })
}
