import { exactTime, relativeTime } from './time-words.ts'
import { useNow } from './use-now.ts'

/** A moment, as "3 minutes ago", with the exact time on hover. `at`: ISO 8601, or ms since 1970. */
export function Time({ at }: { at: string | number }) {
  const now = useNow()
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return <span>{String(at)}</span>
  return (
    <time dateTime={date.toISOString()} title={exactTime(date)} className="whitespace-nowrap">
      {relativeTime(date.getTime(), now)}
    </time>
  )
}
