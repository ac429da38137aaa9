import { type ReactNode, useState } from 'react'
import { Button } from './Button.tsx'

const FIRST = 200
const GROWTH = 5

/** The first of many rows and, under them, the way to more: a page that draws ten thousand stands still. */
export function InParts<T>({
  all,
  children,
}: {
  all: readonly T[]
  children: (shown: readonly T[]) => ReactNode
}) {
  const [most, setMost] = useState(FIRST)
  const shown = all.length > most ? all.slice(0, most) : all
  return (
    <>
      {children(shown)}
      {shown.length < all.length && (
        <div className="flex flex-wrap items-center justify-center gap-3 border-t border-line p-2 text-sm text-muted">
          <span role="status">
            {shown.length} of {all.length} shown
          </span>
          <Button size="sm" onClick={() => setMost(most * GROWTH)}>
            Show more
          </Button>
        </div>
      )}
    </>
  )
}
