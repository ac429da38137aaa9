import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { cancelOperation, getOperations } from '../api/history.ts'
import { cvmKeys } from './cvmKeys.ts'
import { lookAgain } from './live/live.ts'

export const operationsKey = (id: string) => [...cvmKeys.observed(id), 'operations'] as const

/** What was done to a CVM, newest first, 30 at a time. */
export const operationsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: operationsKey(id),
    queryFn: ({ pageParam, signal }) =>
      getOperations({ id, limit: 30, ...(pageParam && { cursor: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  })

/** Resolves to whether the operation was cancelled; false when it was too late. */
export function useCancelOperation(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async () => (await cancelOperation({ id })).cancelled,
    onSettled: async () => {
      lookAgain(client, id)
      await Promise.all([
        client.invalidateQueries({ queryKey: cvmKeys.detail(id) }),
        client.invalidateQueries({ queryKey: operationsKey(id) }),
      ])
    },
  })
}
