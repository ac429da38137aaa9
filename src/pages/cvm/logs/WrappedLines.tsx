import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useEffect, useEffectEvent } from 'react'
import type { LogView } from './logBuffer.ts'
import { LogRow } from './LogRow.tsx'
import { lineHeight } from './useLinesInSight.ts'

/** The lines in sight, wrapped: how high each is shows when it is drawn. */
export default function WrappedLines({
  box,
  view,
  query,
  current,
  readable,
}: {
  box: RefObject<HTMLElement | null>
  view: LogView
  query: string
  current: number | undefined
  readable: boolean
}) {
  // The virtualizer changes inside; the compiler knows it and leaves this component alone.
  // oxlint-disable-next-line react/incompatible-library
  const rows = useVirtualizer({
    count: view.end - view.first,
    getScrollElement: () => box.current,
    estimateSize: lineHeight,
    getItemKey: useCallback((index: number) => view.first + index, [view.first]),
    overscan: 30,
  })
  const show = useEffectEvent((n: number) => {
    if (n >= view.first) rows.scrollToIndex(n - view.first, { align: 'center' })
  })
  useEffect(() => {
    if (current !== undefined) show(current)
  }, [current])

  const items = rows.getVirtualItems()
  return (
    <div className="relative w-max min-w-full" style={{ height: rows.getTotalSize() }}>
      <div
        className="absolute inset-x-0"
        style={{ transform: `translateY(${items[0]?.start ?? 0}px)` }}
      >
        {items.map(({ key, index }) => {
          const line = view.line(view.first + index)
          return (
            <div key={String(key)} data-index={index} ref={rows.measureElement}>
              {line && (
                <LogRow
                  line={line}
                  query={query}
                  current={line.n === current}
                  wrap
                  readable={readable}
                />
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}
