import './ansi.css'
import { lazy, Suspense, useLayoutEffect, useRef } from 'react'
import { EvenLines } from './EvenLines.tsx'
import type { LogView as View } from './logBuffer.ts'
import { useLinesInSight } from './useLinesInSight.ts'
import { useScrollingHand } from './useScrollingHand.ts'

/** With what it takes to know the place of lines of any height: fetched when somebody wraps them. */
const WrappedLines = lazy(() => import('./WrappedLines.tsx'))

/**
 * Draws only the lines in sight, so that a hundred thousand of them scroll like ten. While `follow`
 * is on the end stays in sight; scrolling up by hand turns it off through `onLeaveEnd`, by however
 * little and however fast lines come.
 */
export function LogView({
  view,
  query,
  current,
  wrap,
  readable,
  follow,
  onLeaveEnd,
  onReachEnd,
}: {
  view: View
  query: string
  /** Number of the line that the search stands on. */
  current: number | undefined
  wrap: boolean
  readable: boolean
  follow: boolean
  onLeaveEnd: () => void
  onReachEnd: () => void
}) {
  const box = useRef<HTMLDivElement>(null)
  const first = useRef(view.first)
  const lastTop = useRef(0)
  const held = useScrollingHand(box, onLeaveEnd, onReachEnd)
  const [inSight, look, line] = useLinesInSight(box, first, !wrap)

  // Lines dropped at the top must not move those that somebody reads or has under a finger.
  useLayoutEffect(() => {
    const dropped = view.first - first.current
    first.current = view.first
    if (dropped <= 0 || (follow && !held.current) || !box.current) return
    // With less room below, the browser has already moved what was near the end.
    const { scrollTop, scrollHeight, clientHeight } = box.current
    const moved = scrollTop + clientHeight >= scrollHeight - 1
    box.current.scrollTop = (moved ? lastTop.current : scrollTop) - dropped * line
    lastTop.current = box.current.scrollTop
    look()
  }, [view.first, follow, held, look, line])

  useLayoutEffect(() => {
    if (!follow || held.current || view.end === view.first || !box.current) return
    box.current.scrollTop = box.current.scrollHeight
    lastTop.current = box.current.scrollTop
    look()
  })

  const even = (
    <EvenLines
      box={box}
      view={view}
      inSight={inSight}
      look={look}
      line={line}
      query={query}
      current={current}
      readable={readable}
    />
  )
  return (
    <div
      ref={box}
      role="log"
      aria-label="Log lines"
      aria-live="off"
      tabIndex={0}
      className="min-h-0 flex-1 overflow-auto overscroll-contain bg-sunken py-2 font-mono text-[0.8125rem] -outline-offset-2 contain-content"
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        const atEnd = scrollHeight - scrollTop - clientHeight < line
        if (atEnd && scrollTop >= lastTop.current) onReachEnd()
        else if (!atEnd && scrollTop < lastTop.current) onLeaveEnd()
        lastTop.current = scrollTop
      }}
    >
      {wrap ? (
        <Suspense fallback={even}>
          <WrappedLines box={box} view={view} query={query} current={current} readable={readable} />
        </Suspense>
      ) : (
        even
      )}
    </div>
  )
}
