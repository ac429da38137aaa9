import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { isInTransition } from '../cvm/status.ts'
import { appKeys } from './appKeys.ts'
import { appCvmsQuery } from './apps.ts'
import type { CvmRow } from './cvmRow.ts'
import { statusOfRow, withStatus } from './cvmRow.ts'
import { cvmQuery } from './cvms.ts'

/**
 * The replicas of an app, each with its current status: as read for the app, moved on by whatever is
 * learned of each. What else may have changed is read again when one comes to rest.
 */
export function useReplicas(appId: string) {
  const client = useQueryClient()
  const query = useQuery(appCvmsQuery(appId))
  const read = query.data
  const rows = useQueries({
    queries: (read ?? []).map(({ id }) => ({ ...cvmQuery(id), enabled: false })),
    combine: (results) => results.map(({ data }) => data),
  })
  const replicas = read?.map((row, at): CvmRow => {
    const live = rows[at]
    return live && live.id === row.id ? withStatus(row, statusOfRow(live)) : row
  })

  const moving = replicas?.filter(isInTransition).map(({ id }) => id)
  const before = useRef(moving)
  const now = moving?.join(' ')
  useEffect(() => {
    const ended = before.current?.some((id) => !now?.split(' ').includes(id))
    before.current = now === undefined ? undefined : now.split(' ').filter(Boolean)
    if (ended) void client.invalidateQueries({ queryKey: appKeys.one(appId) })
  }, [client, appId, now])
  return { ...query, data: replicas }
}
