import type { ReactNode } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Placeholder } from '../../ui/Placeholder.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { OldNotice, type Reading } from './OldNotice.tsx'
import { problemOf } from './problem-of.ts'

type Asked<T> = Reading & { data: T | undefined }

/**
 * A part of a page with a question of its own: its answer, why there is none and the way to ask
 * again, or its shape while it is on the way. An old answer stays when a newer one fails, and says so.
 */
export function Loaded<T>({
  query,
  label,
  height,
  children,
}: {
  query: Asked<T>
  /** For screen readers: "Loading the quotas". */
  label: string
  /** A class that gives the placeholder the height of what replaces it: "h-40". */
  height: string
  children: (data: T) => ReactNode
}) {
  const { data, error, isFetching, refetch } = query
  if (data !== undefined) {
    return (
      <>
        <OldNotice query={query} />
        {children(data)}
      </>
    )
  }
  if (error) {
    return (
      <ErrorPanel
        problem={problemOf(error)}
        actions={
          <Button size="sm" icon="refresh" pending={isFetching} onClick={() => void refetch()}>
            Try again
          </Button>
        }
      />
    )
  }
  return <Placeholder label={label} height={height} />
}
