import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { workspaceKey } from '../../contract/workspaceKey.ts'
import { sessionQuery } from '../../queries/session.ts'
import { remember } from './recent.ts'

/** Somebody is at a CVM: the palette offers it first for a while. */
export function useVisit(cvmId: string | undefined): void {
  const client = useQueryClient()
  useEffect(() => {
    const session = client.getQueryData(sessionQuery().queryKey)
    if (session && cvmId) remember(workspaceKey(session), `cvm ${cvmId}`)
  }, [client, cvmId])
}
