import { useMutation, useQueryClient } from '@tanstack/react-query'
import { signIn } from '../api/session.ts'
import { beginAnew } from './session.ts'

/** The key must not outlive the call: do not keep it in state or in the mutation's variables. */
export function useSignIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (params: Parameters<typeof signIn>[0]) => signIn(params),
    gcTime: 0,
    onSuccess: () => beginAnew(client),
  })
}

/** After a device login has set the cookie. */
export const afterDeviceLogin = beginAnew
