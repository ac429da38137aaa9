import { exactTime, relativeTime } from './time-words.ts'
import { useNow, useOwnNow } from './use-now.ts'

/**
 * A moment, as "3 minutes ago", with the exact time on hover. `at`: ISO 8601 by the API's clock, or
 * milliseconds since 1970 by this browser's own.
 */
export function Time({ at }: { at: string | number }) {
  const apiNow = useNow()
  const ownNow = useOwnNow()
  const now = typeof at === 'number' ? ownNow : apiNow
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return <span>{String(at)}</span>
  return (
    <time dateTime={date.toISOString()} title={exactTime(date)} className="whitespace-nowrap">
      {relativeTime(date.getTime(), now)}
    </time>
  )
}
