import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { ApiError } from '../../api/errors.ts'
import { bareAppId } from '../../contract/ids.ts'
import { appQuery } from '../../queries/apps.ts'
import { useHaveAnswered } from '../errors/useHaveAnswered.ts'

/** The app that the address names, in whichever form of its id. */
export function useApp() {
  const { appId = '' } = useParams()
  const bare = bareAppId(appId)
  const query = useQuery(appQuery(bare))
  const answered = useHaveAnswered(query)
  const isGone = query.error instanceof ApiError && query.error.status === 404
  // Not all of its id for a moment: on a phone that is two lines, and the name is one.
  const name = query.data?.name ?? (answered ? undefined : `App ${bare.slice(0, 8)}`)
  return { appId: bare, query, app: query.data, name, isGone }
}
