import { queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { setTransport, signInName } from '../api/http.ts'
import { NEW_SIGN_IN } from '../api/session.ts'
import { listSignIns } from '../api/signIns.ts'
import type { SignIn } from '../contract/account.ts'
import { workspaceKey } from '../contract/workspaceKey.ts'
import { sessionKeys } from './sessionKeys.ts'

/** Every sign-in of this browser, the tab's own among them. */
export const signInsQuery = () =>
  queryOptions({
    queryKey: sessionKeys.signIns,
    queryFn: ({ signal }) => listSignIns(signal),
    staleTime: 10_000,
  })

/** Where else this browser is signed in than this tab is, and what addresses call those workspaces. */
export async function otherSignIns(client: QueryClient): Promise<(SignIn & { key: string })[]> {
  const { sign_ins } = await client.fetchQuery(signInsQuery())
  return sign_ins
    .filter(({ slot }) => slot !== signInName())
    .map((one) => ({ ...one, key: workspaceKey(one) }))
}

/**
 * Makes every call of this tab one for the workspace that its address names. Where that is not signed
 * in, the tab belongs to a sign-in that is still to be made.
 */
export async function enterWorkspace(key: string): Promise<void> {
  setTransport({ session: NEW_SIGN_IN, workspace: key })
  const { sign_ins } = await listSignIns()
  const found = sign_ins.find((one) => workspaceKey(one) === key)
  if (found) setTransport({ session: found.slot })
}
