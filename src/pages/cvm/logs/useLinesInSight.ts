import { type RefObject, useCallback, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/** Pixels that a line takes where none is wrapped: 1.25rem, more where text is larger. */
export function lineHeight(): number {
  return 1.25 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
}

/** Lines drawn above and below what is in sight, and how far one scrolls until others are drawn. */
const AHEAD = 24
const STEP = 4

/** Numbers of lines: from the first to one more than the last. */
export type InSight = { from: number; to: number }

/**
 * Which lines of a box are in sight, while all are equally high and the one numbered `first` is at the
 * top of it. Who scrolls the box by script looks again at once; what a hand scrolls is heard of here.
 * Also says how high a line is.
 */
export function useLinesInSight(
  box: RefObject<HTMLElement | null>,
  first: RefObject<number>,
  on: boolean,
): [inSight: InSight, look: () => void, line: number] {
  const [line, setLine] = useState(lineHeight)
  const [inSight, setInSight] = useState<InSight>({ from: 0, to: 0 })
  const look = useCallback(() => {
    if (!on || !box.current) return
    const { scrollTop, clientHeight } = box.current
    const top = first.current + scrollTop / line
    const from = Math.floor(top / STEP) * STEP - AHEAD
    const to = Math.ceil((top + clientHeight / line) / STEP) * STEP + AHEAD
    setInSight((was) => (was.from === from && was.to === to ? was : { from, to }))
  }, [box, first, on, line])

  useEffect(() => {
    if (!on || !box.current) return
    // In the same frame: what was scrolled to would be blank for one otherwise.
    const atOnce = () => flushSync(look)
    const sizes = new ResizeObserver(() => {
      setLine(lineHeight())
      atOnce()
    })
    const scrolled = box.current
    sizes.observe(scrolled)
    scrolled.addEventListener('scroll', atOnce, { passive: true })
    return () => {
      sizes.disconnect()
      scrolled.removeEventListener('scroll', atOnce)
    }
  }, [box, look, on])

  return [inSight, look, line]
}
