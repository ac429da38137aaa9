import { type ReactNode, useId, useRef } from 'react'
import { place } from './place.ts'

type Anchor = {
  'aria-describedby': string
  onPointerEnter: (event: React.PointerEvent<HTMLElement>) => void
  onPointerLeave: () => void
  onFocus: (event: React.FocusEvent<HTMLElement>) => void
  onBlur: () => void
  onKeyDown: (event: React.KeyboardEvent<HTMLElement>) => void
}

/**
 * Explains a control on hover and focus; Escape hides it. The control is described by the same
 * text, so a screen reader reads it without any hovering. Spread `anchor` onto the control and
 * render `tip` beside it. Without a text both are empty.
 */
export function useTooltip(text: string | undefined): { anchor: Partial<Anchor>; tip: ReactNode } {
  const id = useId()
  const ref = useRef<HTMLSpanElement>(null)
  if (!text) return { anchor: {}, tip: null }

  const show = (anchor: HTMLElement) => {
    const popover = ref.current
    if (!popover || popover.matches(':popover-open')) return
    popover.showPopover()
    place(popover, anchor, 'center')
  }
  const hide = () => {
    if (ref.current?.matches(':popover-open')) ref.current.hidePopover()
  }
  return {
    anchor: {
      'aria-describedby': id,
      onPointerEnter: (event) => show(event.currentTarget),
      onPointerLeave: hide,
      onFocus: (event) => {
        if (event.currentTarget.matches(':focus-visible')) show(event.currentTarget)
      },
      onBlur: hide,
      onKeyDown: (event) => {
        if (event.key === 'Escape') hide()
      },
    },
    tip: (
      <span
        ref={ref}
        id={id}
        role="tooltip"
        popover="manual"
        className="pointer-events-none fixed max-w-72 rounded-md bg-ink px-2 py-1 text-xs font-normal whitespace-normal text-canvas shadow-raised"
      >
        {text}
      </span>
    ),
  }
}
