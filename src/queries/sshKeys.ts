import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { ApiError, mayHaveArrived } from '../api/errors.ts'
import { createSshKey, deleteSshKey, importGithubKeys, listSshKeys } from '../api/sshKeys.ts'
import type { SshKey } from '../contract/sshKeys.ts'
import { isSameSshKey } from '../cvm/sshKeys.ts'

export const sshKeyKeys = { all: ['ssh-keys'] as const }

export const sshKeysQuery = () =>
  queryOptions({
    queryKey: sshKeyKeys.all,
    queryFn: ({ signal }) => listSshKeys(signal),
  })

type Key = SshKey['id']
type NewKey = Parameters<typeof createSshKey>[0]

/** Stays pending until the list is fresh, also after a failure: nobody knows what it changed. */
function useKeyMutation<P, R>(change: (params: P, client: QueryClient) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (params: P) => change(params, client),
    onSettled: () => client.invalidateQueries({ queryKey: sshKeyKeys.all }),
  })
}

export const useCreateSshKey = () =>
  useKeyMutation((key: NewKey, client) =>
    createSshKey(key).catch((error: unknown) =>
      onceLost(client, error, (keys) =>
        keys.find(({ public_key }) => isSameSshKey(public_key, key.public_key)),
      ),
    ),
  )

/** A key that is not there any more is deleted, whoever did it. */
export const useDeleteSshKey = () =>
  useKeyMutation(({ id }: { id: Key }, client) =>
    deleteSshKey({ id }).catch((error: unknown) => {
      if (error instanceof ApiError && error.status === 404) return true
      return onceLost(client, error, (keys) => keys.every((key) => key.id !== id) || undefined)
    }),
  )

type Import = Awaited<ReturnType<typeof importGithubKeys>> & { answer: 'came' | 'lost' }

/** Where the answer is lost, keys that were not there before tell of what was done. */
export const useImportGithubKeys = () =>
  useKeyMutation(
    async ({ github_username }: { github_username: string }, client): Promise<Import> => {
      const before = client.getQueryData(sshKeysQuery().queryKey)
      try {
        return { ...(await importGithubKeys({ github_username })), answer: 'came' }
      } catch (error) {
        return onceLost(client, error, (keys) => {
          const known = before && new Set(before.map(({ id }) => id))
          const keys_added = known ? keys.filter(({ id }) => !known.has(id)).length : 0
          if (keys_added === 0) return undefined
          return { github_username, keys_added, keys_skipped: 0, errors: [], answer: 'lost' }
        })
      }
    },
  )

/** The answer to a change never came: looks whether it was made, and says so instead of failing. */
async function onceLost<T>(
  client: QueryClient,
  error: unknown,
  made: (keys: readonly SshKey[]) => T | undefined,
): Promise<T> {
  if (!mayHaveArrived(error)) throw error
  const keys = await client
    .fetchQuery({ ...sshKeysQuery(), staleTime: 0 })
    // Where it cannot be looked either, the first failure is the one to tell of.
    .catch(() => undefined)
  const found = keys && made(keys)
  if (found === undefined) throw error
  return found
}
