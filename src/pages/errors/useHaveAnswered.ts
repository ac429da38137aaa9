import { useState } from 'react'

type Asked = {
  isPending: boolean
  fetchStatus: 'fetching' | 'paused' | 'idle'
  failureCount: number
}

/**
 * Whether each question has had an answer or a first failure, or is not asked at all; from then on
 * true, whatever is asked again. A page whose parts would push each other down shows one placeholder
 * until then.
 */
export function useHaveAnswered(...queries: readonly Asked[]): boolean {
  const [answered, setAnswered] = useState(false)
  if (answered) return true
  const all = queries.every(
    ({ isPending, fetchStatus, failureCount }) =>
      !isPending || fetchStatus !== 'fetching' || failureCount > 0,
  )
  if (all) setAnswered(true)
  return all
}
