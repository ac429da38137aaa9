import './ansi.css'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import { MAX_LINES, type LogView as View } from './logBuffer.ts'
import { LogRow } from './LogRow.tsx'
import { useScrollingHand } from './useScrollingHand.ts'

const ROW = 20
/** More than the buffer ever lets in. */
const ROOM = MAX_LINES * 1.2

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
  const count = view.end - view.first
  // The virtualizer changes inside; the compiler knows it and leaves this component alone.
  // oxlint-disable-next-line react/incompatible-library
  const rows = useVirtualizer({
    // Another number of lines would be another place for each of a hundred thousand, with every frame.
    // Where all are equally high there is room for as many as can be from the beginning.
    count: wrap ? count : Math.max(count, ROOM),
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    getItemKey: useCallback((index: number) => view.first + index, [view.first]),
    overscan: 30,
  })

  // Lines dropped at the top must not move those that somebody reads.
  useLayoutEffect(() => {
    const dropped = view.first - first.current
    first.current = view.first
    if (dropped > 0 && !follow && box.current) box.current.scrollTop -= dropped * ROW
  }, [view.first, follow])

  useLayoutEffect(() => {
    if (!follow || held.current || count === 0 || !box.current) return
    box.current.scrollTop = box.current.scrollHeight
    lastTop.current = box.current.scrollTop
  })

  useEffect(() => {
    if (current !== undefined && current >= first.current)
      rows.scrollToIndex(current - first.current, { align: 'center' })
  }, [current, rows])

  const items = rows.getVirtualItems().filter(({ index }) => index < count)
  return (
    <div
      ref={box}
      role="log"
      aria-label="Log lines"
      aria-live="off"
      tabIndex={0}
      className="min-h-0 flex-1 overflow-auto overscroll-contain bg-sunken py-2 font-mono text-[0.8125rem] -outline-offset-2"
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        const atEnd = scrollHeight - scrollTop - clientHeight < ROW
        if (atEnd && scrollTop >= lastTop.current) onReachEnd()
        else if (!atEnd && scrollTop < lastTop.current) onLeaveEnd()
        lastTop.current = scrollTop
      }}
    >
      <div
        className="relative w-max min-w-full"
        style={{ height: wrap ? rows.getTotalSize() : count * ROW }}
      >
        <div
          className={wrap ? 'absolute inset-x-0' : 'w-max min-w-full'}
          style={{ transform: `translateY(${items[0]?.start ?? 0}px)` }}
        >
          {items.map(({ key, index }) => {
            const line = view.line(view.first + index)
            return (
              <div
                key={String(key)}
                data-index={index}
                ref={wrap ? rows.measureElement : undefined}
              >
                {line && (
                  <LogRow
                    line={line}
                    query={query}
                    current={line.n === current}
                    wrap={wrap}
                    readable={readable}
                  />
                )}
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}
