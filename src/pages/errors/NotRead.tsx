import type { ReactNode } from 'react'
import { useConnection } from '../../queries/connection.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import type { Reading } from './OldNotice.tsx'
import { problemOf } from './problem-of.ts'

/**
 * Where a page goes on without one of its answers: what is missing, why, and the way to ask again. Nothing
 * while the answer is on its way, or while the connection is lost: the header's banner says so of everything.
 */
export function NotRead({
  query,
  children,
}: {
  query: Omit<Reading, 'dataUpdatedAt'> & { data: unknown }
  /** What that means here, as a sentence. */
  children: ReactNode
}) {
  const { data, error, isFetching, refetch } = query
  const lost = useConnection().status === 'lost'
  if (data !== undefined || !error || lost) return null
  const { title, why } = problemOf(error)
  return (
    <div role="status">
      <Banner
        tone="warn"
        actions={
          <Button size="sm" icon="refresh" pending={isFetching} onClick={() => void refetch()}>
            Try again
          </Button>
        }
      >
        <p className="wrap-anywhere">
          {children} {why || title}
        </p>
      </Banner>
    </div>
  )
}
