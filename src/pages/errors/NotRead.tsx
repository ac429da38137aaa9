import type { ReactNode } from 'react'
import { AgainNotice, type Failing } from './AgainNotice.tsx'

/**
 * Where a page goes on without one of its answers: what is missing, why, and the way to ask again. Nothing
 * while the answer is on its way.
 */
export function NotRead({
  query,
  children,
}: {
  query: Failing & { data: unknown }
  /** What that means here, as a sentence. */
  children: ReactNode
}) {
  if (query.data !== undefined) return null
  return (
    <AgainNotice query={query}>
      {({ title, why }) => (
        <>
          {children} {why || title}
        </>
      )}
    </AgainNotice>
  )
}
