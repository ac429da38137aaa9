import { useEffect, useState } from 'react'

type Asked = {
  isPending: boolean
  fetchStatus: 'fetching' | 'paused' | 'idle'
  failureCount: number
}

/** What has arrived is not held back for longer than this by what has not, in ms. */
const PATIENCE = 2_000

/**
 * Whether each question has had an answer or a first failure, or is not asked at all; from then on
 * true, whatever is asked again. A page whose parts would push each other down shows one placeholder
 * until then, or until it has waited for long enough.
 */
export function useHaveAnswered(...queries: readonly Asked[]): boolean {
  const [answered, setAnswered] = useState(false)
  useEffect(() => {
    if (answered) return
    const timer = setTimeout(() => setAnswered(true), PATIENCE)
    return () => clearTimeout(timer)
  }, [answered])
  if (answered) return true
  const all = queries.every(
    ({ isPending, fetchStatus, failureCount }) =>
      !isPending || fetchStatus !== 'fetching' || failureCount > 0,
  )
  if (all) setAnswered(true)
  return all
}
