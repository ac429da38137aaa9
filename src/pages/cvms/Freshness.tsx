import { Button } from '../../ui/Button.tsx'
import { clockTime } from '../../ui/time-words.ts'

/** How old the list is, and the way to have it read again. Statuses move by themselves. */
export function Freshness({
  updatedAt,
  pending,
  onRefresh,
}: {
  /** Undefined while nothing has been read. */
  updatedAt: number | undefined
  pending: boolean
  onRefresh: () => void
}) {
  return (
    <>
      <span className="min-w-29 text-sm text-muted tabular-nums">
        {updatedAt ? `Updated ${clockTime(new Date(updatedAt))}` : pending ? 'Loading…' : ''}
      </span>
      <Button icon="refresh" pending={pending} onClick={onRefresh}>
        Refresh
      </Button>
    </>
  )
}
