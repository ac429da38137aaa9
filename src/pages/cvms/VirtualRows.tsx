// oxlint-disable jsx-a11y/no-redundant-roles, react/incompatible-library -- a table that is not displayed as one loses its roles in some browsers; the virtualizer is left alone by the compiler, which is right
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useLayoutEffect, useRef, useState } from 'react'
import type { RowsProps } from './CvmList.tsx'
import { CvmRow } from './CvmRow.tsx'

/**
 * What rows measure, in px, without and with a line that says what failed. Each is measured when it is
 * drawn, and one that measures something else moves all that come after it: with ten thousand of them
 * that is a frame.
 */
const ROW = [40, 63] as const
const CARD = [111, 171] as const

const wide = matchMedia('(min-width: 70rem)')

/** Only the rows in sight, in a body as high as all of them. The page itself scrolls. */
export default function VirtualRows({ count, row }: RowsProps) {
  'use no memo' // The virtualizer is one object that changes inside.
  const body = useRef<HTMLTableSectionElement>(null)
  const [top, setTop] = useState(0)
  // Another function would be other keys to the virtualizer: every place anew, with every frame.
  const keyOf = useCallback((index: number) => row(index)?.cvm.id ?? index, [row])
  const virtual = useWindowVirtualizer({
    count,
    estimateSize: (index) => (wide.matches ? ROW : CARD)[row(index)?.cvm.boot_error ? 1 : 0],
    overscan: 12,
    scrollMargin: top,
    getItemKey: keyOf,
  })

  useLayoutEffect(() => {
    const measure = () => {
      const at = body.current?.getBoundingClientRect().top ?? 0
      setTop(Math.round(at + window.scrollY))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [])

  const drawn = virtual.getVirtualItems()
  return (
    // oxlint-disable-next-line jsx-a11y/no-redundant-roles -- see CvmTable
    <tbody
      ref={body}
      role="rowgroup"
      // The rows stand below each other, after the room of those before them. What the browser would do to
      // hold what is in sight in its place has been done.
      className="block [overflow-anchor:none]"
      style={{ height: virtual.getTotalSize(), paddingTop: (drawn[0]?.start ?? top) - top }}
    >
      {drawn.map((item) => {
        const props = row(item.index)
        return props && <CvmRow key={item.key} {...props} measure={virtual.measureElement} />
      })}
    </tbody>
  )
}
