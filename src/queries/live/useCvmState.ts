import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { isInTransition } from '../../cvm/status.ts'
import { appKeys } from '../appKeys.ts'
import { cvmKeys } from '../cvmKeys.ts'
import { cvmQuery } from '../cvms.ts'
import { followCvm } from './follow.ts'
import { browser } from './poller.ts'

/**
 * One CVM, kept current: by its state stream while it is in transition, by the poller when there is
 * no stream. The result is `useQuery`'s.
 */
export function useCvmState(id: string) {
  const client = useQueryClient()
  const query = useQuery(cvmQuery(id))
  const cvm = query.data
  const target = cvm && isInTransition(cvm) ? cvm.progress?.target : undefined
  const cvmId = cvm?.id
  // Another operation is another stream, also when it has the same target.
  const correlation_id = (target && cvm?.progress?.correlation_id) || undefined
  useEffect(() => {
    if (!cvmId || !target) return undefined
    return followCvm(client, { id: cvmId, target, correlation_id }, browser)
  }, [client, cvmId, target, correlation_id])
  // What containers, addresses and files there are changes with what the CVM does.
  const phase = cvm && `${cvm.id} ${cvm.status} ${isInTransition(cvm)}`
  const seen = useRef(phase)
  useEffect(() => {
    if (!cvmId || phase === seen.current) return
    const before = seen.current
    seen.current = phase
    if (!before?.startsWith(`${cvmId} `)) return
    void client.invalidateQueries({ queryKey: cvmKeys.observed(cvmId) })
    void client.invalidateQueries({ queryKey: appKeys.all })
  }, [client, cvmId, phase])
  return query
}
