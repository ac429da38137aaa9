import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { setTransport, signInName } from '../api/http.ts'
import { NEW_SIGN_IN, signIn, signOut } from '../api/session.ts'
import { beginAnew } from './session.ts'
import { sessionKeys } from './sessionKeys.ts'
import { signInsQuery } from './signIns.ts'

/** A tab whose own sign-in holds gets a further one beside it; one that has none gets its own. */
export async function nextSignIn(client: QueryClient): Promise<string | undefined> {
  const { sign_ins } = await client.fetchQuery({ ...signInsQuery(), staleTime: 0 })
  return sign_ins.some(({ slot }) => slot === signInName()) ? NEW_SIGN_IN : undefined
}

/**
 * `arrive` is told the name of the sign-in that it became. The key must not outlive the call: do not
 * keep it in state or in the mutation's variables.
 */
export function useSignIn(arrive: (name: string) => Promise<void>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (params: Parameters<typeof signIn>[0]) =>
      signIn(params, await nextSignIn(client)),
    gcTime: 0,
    onSuccess: arrive,
  })
}

/** This tab goes on as that sign-in, with nothing of the one before. */
export async function goOnAs(client: QueryClient, name: string): Promise<void> {
  setTransport({ session: name === 'default' ? undefined : name })
  await beginAnew(client)
}

/** Ends any of the sign-ins; the tab's own ends with all that was loaded. */
export function useSignOutOf() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (name: string) => signOut(name),
    onSuccess: async (_, name) => {
      if (name === signInName()) await beginAnew(client)
      await client.invalidateQueries({ queryKey: sessionKeys.signIns })
    },
  })
}
