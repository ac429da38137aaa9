import { useConnection } from '../../queries/connection.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { clockTime } from '../../ui/time-words.ts'
import { problemOf } from './problem-of.ts'

export type Reading = {
  error: unknown
  /** Epoch ms; what was put there from elsewhere has none (`seedCvm`). */
  dataUpdatedAt: number
  isFetching: boolean
  refetch: () => Promise<unknown>
}

/**
 * Above what stays on screen although reading it again has failed: how old it is, and why. Nothing while
 * the connection is lost: the header's banner says so of everything.
 */
export function OldNotice({ query }: { query: Reading }) {
  const { error, dataUpdatedAt, isFetching, refetch } = query
  const lost = useConnection().status === 'lost'
  if (!error || lost) return null
  const { title, why } = problemOf(error)
  return (
    <div role="status">
      <Banner
        tone="warn"
        icon="offline"
        actions={
          <Button size="sm" icon="refresh" pending={isFetching} onClick={() => void refetch()}>
            Try again
          </Button>
        }
      >
        <p className="wrap-anywhere">
          What you see is old{dataUpdatedAt > 1 && `, from ${clockTime(new Date(dataUpdatedAt))}`}:
          reading it again failed. {title}. {why}
        </p>
      </Banner>
    </div>
  )
}
