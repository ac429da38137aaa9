import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { cancelOperation, getOperations, getOperationStatus } from '../api/history.ts'
import { cvmKeys } from './cvmKeys.ts'
import { lookAgain, operationCancelled } from './live/live.ts'

export const operationsKey = (id: string) => [...cvmKeys.observed(id), 'operations'] as const

/** What was done to a CVM, newest first, 30 at a time. */
export const operationsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: operationsKey(id),
    queryFn: ({ pageParam, signal }) =>
      getOperations({ id, limit: 30, ...(pageParam && { cursor: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    // Others act on it too.
    refetchInterval: 15_000,
  })

/** What is under way, in the words of whoever does it. Read again every 5 s while it is on screen. */
export const operationStatusQuery = (id: string) =>
  queryOptions({
    queryKey: [...cvmKeys.observed(id), 'operation-status'] as const,
    queryFn: ({ signal }) => getOperationStatus({ id }, signal),
    staleTime: 2_000,
    refetchInterval: 5_000,
  })

/** Resolves to whether the operation was cancelled; false when it was too late. */
export function useCancelOperation(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async () => {
      const { cancelled } = await cancelOperation({ id })
      if (cancelled) operationCancelled(client, id)
      return cancelled
    },
    onSettled: async () => {
      lookAgain(client, id)
      await Promise.all([
        client.invalidateQueries({ queryKey: cvmKeys.detail(id) }),
        client.invalidateQueries({ queryKey: operationsKey(id) }),
      ])
    },
  })
}
