import { type RefObject, useEffect, useEffectEvent, useRef } from 'react'
import { MenuEntry, type MenuItem } from './MenuEntry.tsx'
import { menuMove } from './menu-move.ts'
import { place } from './place.ts'

export type MenuPopoverProps = {
  id: string
  label: string
  button: RefObject<HTMLButtonElement | null>
  /** Which item gets the focus. */
  at: 'first' | 'last'
  align: 'start' | 'end'
  items: readonly MenuItem[]
  onClose: () => void
}

/** What a Menu's button opens. Mounted means open. */
export function MenuPopover({ id, label, button, at, align, items, onClose }: MenuPopoverProps) {
  const popover = useRef<HTMLDivElement>(null)
  const gone = useEffectEvent(onClose)

  useEffect(() => {
    const menu = popover.current
    if (!menu || !button.current) return
    menu.showPopover()
    place(menu, button.current, align)
    const entries = entriesOf(menu)
    entries[at === 'first' ? 0 : entries.length - 1]?.focus()
    const close = () => gone()
    window.addEventListener('resize', close)
    return () => window.removeEventListener('resize', close)
  }, [at, align, button])

  const close = () => {
    button.current?.focus()
    onClose()
  }
  return (
    <div
      ref={popover}
      id={id}
      popover="auto"
      role="menu"
      aria-label={label}
      tabIndex={-1}
      className="fixed min-w-48 max-w-[min(20rem,calc(100vw-1rem))] rounded-md border border-line bg-raised p-1 shadow-raised"
      onToggle={(event) => {
        if (event.newState === 'closed') onClose()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Tab') return close()
        if (event.key === 'Escape') {
          event.preventDefault()
          event.stopPropagation()
          return close()
        }
        const move = menuMove(event.key)
        if (!move) return
        event.preventDefault()
        const entries = entriesOf(event.currentTarget)
        const texts = entries.map((entry) => entry.dataset['text'] ?? '')
        const from = entries.findIndex((entry) => entry === document.activeElement)
        entries[move(texts, from)]?.focus()
      }}
    >
      {items.map((item) => (
        <MenuEntry key={item.label} item={item} onChoose={close} />
      ))}
    </div>
  )
}

const entriesOf = (menu: HTMLElement) => [
  ...menu.querySelectorAll<HTMLElement>('[role^="menuitem"]'),
]
