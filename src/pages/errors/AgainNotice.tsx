import type { ReactNode } from 'react'
import { useConnection } from '../../queries/connection.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import type { IconName } from '../../ui/Icon.tsx'
import { problemOf } from './problem-of.ts'

/** A question to the API, as far as its failure is told of. */
export type Failing = {
  error: unknown
  isFetching: boolean
  refetch: () => Promise<unknown>
}

/**
 * In the place of what could not be read: that, as it is said of the problem, and the way to ask again. Nothing
 * while the connection is lost: the header's banner says so of everything.
 */
export function AgainNotice({
  query: { error, isFetching, refetch },
  icon,
  children,
}: {
  query: Failing
  icon?: IconName
  children: (problem: ReturnType<typeof problemOf>) => ReactNode
}) {
  const lost = useConnection().status === 'lost'
  if (!error || lost) return null
  return (
    <div role="status">
      <Banner
        tone="warn"
        {...(icon && { icon })}
        actions={
          <Button size="sm" icon="refresh" pending={isFetching} onClick={() => void refetch()}>
            Try again
          </Button>
        }
      >
        <p className="wrap-anywhere">{children(problemOf(error))}</p>
      </Banner>
    </div>
  )
}
