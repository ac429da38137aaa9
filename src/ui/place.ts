const GAP = 6
const EDGE = 8

/**
 * Puts a shown popover beside its anchor: below when there is room, above otherwise, and never
 * over the edge of the window. `align` says which edges of the two line up.
 */
export function place(
  popover: HTMLElement,
  anchor: HTMLElement,
  align: 'start' | 'end' | 'center',
): void {
  const at = anchor.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = popover
  const room = { width: document.documentElement.clientWidth, height: window.innerHeight }
  const left =
    align === 'start'
      ? at.left
      : align === 'end'
        ? at.right - width
        : at.left + at.width / 2 - width / 2
  const below = at.bottom + GAP
  const above = at.top - GAP - height
  const top = below + height <= room.height - EDGE || above < EDGE ? below : above
  popover.style.left = `${Math.max(EDGE, Math.min(left, room.width - width - EDGE))}px`
  popover.style.top = `${Math.max(EDGE, Math.min(top, room.height - height - EDGE))}px`
}
