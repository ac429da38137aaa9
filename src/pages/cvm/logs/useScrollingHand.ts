import { type RefObject, useEffect, useEffectEvent, useRef } from 'react'

const UPWARDS = ['ArrowUp', 'PageUp', 'Home']

/**
 * Hears from the hand itself that it leaves the end of `box` or wants to be there: a scroll event comes
 * with the next frame, too late when lines come faster. True while a finger or the mouse is on it and
 * moves it by what it scrolls.
 */
export function useScrollingHand(
  box: RefObject<HTMLElement | null>,
  onLeaveEnd: () => void,
  onReachEnd: () => void,
): RefObject<boolean> {
  const held = useRef(false)
  const leave = useEffectEvent(() => {
    if (box.current && box.current.scrollHeight > box.current.clientHeight) onLeaveEnd()
  })
  const end = useEffectEvent(onReachEnd)

  useEffect(() => {
    const done = new AbortController()
    const hear = <K extends keyof HTMLElementEventMap>(
      type: K,
      heard: (event: HTMLElementEventMap[K]) => void,
    ) => box.current?.addEventListener(type, heard, { signal: done.signal, passive: true })
    hear('wheel', ({ deltaY }) => void (deltaY < 0 && leave()))
    hear('keydown', ({ key }) => {
      if (UPWARDS.includes(key)) leave()
      if (key === 'End') end()
    })
    for (const type of ['touchstart', 'mousedown'] as const) hear(type, () => (held.current = true))
    for (const type of ['touchend', 'touchcancel', 'mouseup', 'mouseleave'] as const)
      hear(type, () => (held.current = false))
    return () => done.abort()
  }, [box])

  return held
}
