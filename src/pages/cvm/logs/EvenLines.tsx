import { type RefObject, useEffect, useEffectEvent } from 'react'
import type { LogView } from './logBuffer.ts'
import { LogRow } from './LogRow.tsx'
import type { InSight } from './useLinesInSight.ts'

/** The lines in sight, each on one line and all equally high, in the room of all of them. */
export function EvenLines({
  box,
  view,
  inSight,
  look,
  line: height,
  query,
  current,
  readable,
}: {
  box: RefObject<HTMLElement | null>
  view: LogView
  inSight: InSight
  look: () => void
  /** Pixels that a line takes. */
  line: number
  query: string
  current: number | undefined
  readable: boolean
}) {
  const show = useEffectEvent((n: number) => {
    if (!box.current || n < view.first) return
    box.current.scrollTo({ top: (n - view.first + 0.5) * height - box.current.clientHeight / 2 })
    look()
  })
  useEffect(() => {
    if (current !== undefined) show(current)
  }, [current])

  const from = Math.min(Math.max(inSight.from, view.first), view.end)
  const to = Math.min(inSight.to, view.end)
  const rows = []
  for (let n = from; n < to; n++) {
    const line = view.line(n)
    if (!line) continue
    rows.push(
      <LogRow
        key={n}
        line={line}
        query={query}
        current={n === current}
        wrap={false}
        readable={readable}
      />,
    )
  }
  // Room above and not a shift of all: a line that stays where it is need not be painted again. Whatever
  // the lines measure, they do not make the room larger: where its end is, decides which are drawn.
  return (
    <div
      className="w-max min-w-full overflow-clip"
      style={{ height: (view.end - view.first) * height, paddingTop: (from - view.first) * height }}
    >
      {rows}
    </div>
  )
}
