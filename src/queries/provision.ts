import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CommitRequest } from '../contract/provision.ts'
import { commitCvmProvision, provisionCvm } from '../api/provision.ts'
import type { Deployment } from '../api/provision.ts'
import type { Wait } from '../api/retry.ts'
import { accountKeys } from './account.ts'
import { appKeys } from './appKeys.ts'
import { addNewCvm } from './newCvm.ts'

/** Step 1. `wait` and `cancel` as in `useCvmAction`. */
export function useProvisionCvm() {
  const [wait, setWait] = useState<Wait | null>(null)
  const [stop, setStop] = useState<AbortController | null>(null)
  const mutation = useMutation({
    mutationKey: ['provision'],
    mutationFn: (deployment: Deployment) => {
      const controller = new AbortController()
      setStop(controller)
      return provisionCvm(deployment, controller.signal, { onWait: setWait })
    },
    onSettled: () => setStop(null),
  })
  return { ...mutation, wait, cancel: () => stop?.abort() }
}

/** `idempotencyKey`: kept by the caller over a reload, so that this very commit cannot pass twice. */
export type CommitAttempt = CommitRequest & { idempotencyKey?: string | undefined }

/**
 * Step 2. Resolves with the CVM and, in `cvmId`, its canonical id, once the list shows it;
 * `cvmId` is undefined when it could not be read back yet.
 */
export function useCommitCvm() {
  const client = useQueryClient()
  return useMutation({
    mutationKey: ['commit'],
    mutationFn: async ({ idempotencyKey, ...body }: CommitAttempt) => {
      const commit = await commitCvmProvision(body, undefined, { idempotencyKey })
      const [cvmId] = await Promise.all([
        addNewCvm(client, commit, 'create'),
        client.invalidateQueries({ queryKey: appKeys.all }),
        client.invalidateQueries({ queryKey: accountKeys.all }),
      ])
      return { commit, cvmId }
    },
  })
}
