import type { QueryClient } from '@tanstack/react-query'
import { now } from '../api/http.ts'
import type { ActionId } from '../cvm/actions.ts'
import { cvmKeys } from './cvmKeys.ts'
import { cvmQuery } from './cvms.ts'
import { learnNew, operationAccepted } from './live/live.ts'

type Made = { name: string; status: string; vm_uuid: string | null; app_id: string | null }

/**
 * A CVM was just made: reads it, puts it first in the list, and follows it until it runs. Where it
 * cannot be read yet, the list is read again instead, which need not have it either.
 */
export async function addNewCvm(
  client: QueryClient,
  made: Made,
  action: Extract<ActionId, 'replicate'> | 'create',
): Promise<string | undefined> {
  const key = made.vm_uuid ?? made.app_id
  if (!key) {
    await client.invalidateQueries({ queryKey: cvmKeys.list() })
    return undefined
  }
  try {
    const cvm = await client.fetchQuery({ ...cvmQuery(key), staleTime: 0 })
    client.setQueryData(cvmKeys.detail(cvm.id), cvm)
    learnNew(client, cvm)
    const acceptedAt = now()
    operationAccepted(
      client,
      {
        cvm: { id: cvm.id, name: cvm.name },
        action,
        target: 'running',
        before: made.status,
        acceptedAt,
      },
      { status: cvm.status, in_progress: true, target: 'running', operation_type: action },
    )
    return cvm.id
  } catch {
    await client.invalidateQueries({ queryKey: cvmKeys.list() })
    return undefined
  }
}
