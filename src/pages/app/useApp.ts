import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { ApiError } from '../../api/errors.ts'
import { bareAppId } from '../../contract/ids.ts'
import { appQuery } from '../../queries/apps.ts'

/** The app that the address names, in whichever form of its id. */
export function useApp() {
  const { appId = '' } = useParams()
  const bare = bareAppId(appId)
  const query = useQuery(appQuery(bare))
  const isGone = query.error instanceof ApiError && query.error.status === 404
  return { appId: bare, query, app: query.data, isGone }
}
