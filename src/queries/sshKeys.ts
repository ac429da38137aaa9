import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { createSshKey, deleteSshKey, importGithubKeys, listSshKeys } from '../api/sshKeys.ts'

export const sshKeyKeys = { all: ['ssh-keys'] as const }

export const sshKeysQuery = () =>
  queryOptions({
    queryKey: sshKeyKeys.all,
    queryFn: ({ signal }) => listSshKeys(signal),
  })

/** Each stays pending until the list that it changed is fresh. */
function useKeyMutation<P, R>(mutationFn: (params: P) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: () => client.invalidateQueries({ queryKey: sshKeyKeys.all }),
  })
}

export const useCreateSshKey = () =>
  useKeyMutation((params: Parameters<typeof createSshKey>[0]) => createSshKey(params))
export const useDeleteSshKey = () =>
  useKeyMutation((params: Parameters<typeof deleteSshKey>[0]) => deleteSshKey(params))
export const useImportGithubKeys = () =>
  useKeyMutation((params: Parameters<typeof importGithubKeys>[0]) => importGithubKeys(params))
