// oxlint-disable jsx-a11y/no-redundant-roles, react/incompatible-library -- a table that is not displayed as one loses its roles in some browsers; the virtualizer is left alone by the compiler, which is right
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState } from 'react'
import type { RowsProps } from './CvmList.tsx'
import { CvmRow } from './CvmRow.tsx'

/** Close to what rows measure; each is measured when it is drawn. */
const ROW = 41
const CARD = 91

/** Only the rows in sight, in a body as high as all of them. The page itself scrolls. */
export default function VirtualRows({ count, row }: RowsProps) {
  'use no memo' // The virtualizer is one object that changes inside.
  const body = useRef<HTMLTableSectionElement>(null)
  const [top, setTop] = useState(0)
  const wide = matchMedia('(min-width: 70rem)').matches
  const virtual = useWindowVirtualizer({
    count,
    estimateSize: () => (wide ? ROW : CARD),
    overscan: 12,
    scrollMargin: top,
    getItemKey: (index) => row(index)?.cvm.id ?? index,
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

  return (
    // oxlint-disable-next-line jsx-a11y/no-redundant-roles -- see CvmTable
    <tbody
      ref={body}
      role="rowgroup"
      className="relative block"
      style={{ height: virtual.getTotalSize() }}
    >
      {virtual.getVirtualItems().map((item) => {
        const props = row(item.index)
        return (
          props && (
            <CvmRow
              key={item.key}
              {...props}
              measure={virtual.measureElement}
              offset={item.start - top}
            />
          )
        )
      })}
    </tbody>
  )
}
