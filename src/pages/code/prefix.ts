import type { Session } from '../../contract/session.ts'
import type { ApiPrefix } from '../../cvm/code/languages.ts'

/** Where other clients find the API that this session is signed in to. */
export const prefixOf = (session: Session | null | undefined): ApiPrefix =>
  session?.connection === 'sandbox' ? `${location.origin}/sandbox/api/v1` : undefined
