import { type RefObject, useEffect, useEffectEvent, useRef } from 'react'
import { MenuEntry, type MenuItem } from './MenuEntry.tsx'
import { menuMove } from './menu-move.ts'
import { place } from './place.ts'

export type MenuPopoverProps = {
  id: string
  label: string
  button: RefObject<HTMLButtonElement | null>
  /** What leads to the item that gets the focus: those pressed before this came, and one before them. */
  keys: readonly string[]
  align: 'start' | 'end'
  items: readonly MenuItem[]
  onClose: () => void
}

/** What a Menu's button opens. Mounted means open. */
export function MenuPopover({ id, label, button, keys, align, items, onClose }: MenuPopoverProps) {
  const popover = useRef<HTMLDivElement>(null)
  const gone = useEffectEvent(onClose)

  useEffect(() => {
    const menu = popover.current
    if (!menu || !button.current) return
    menu.showPopover()
    place(menu, button.current, align)
    const entries = entriesOf(menu)
    entries[keys.reduce((from, key) => movedTo(entries, key, from) ?? from, 0)]?.focus()
    const close = () => gone()
    window.addEventListener('resize', close)
    return () => window.removeEventListener('resize', close)
  }, [keys, align, button])

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
        const entries = entriesOf(event.currentTarget)
        const from = entries.findIndex((entry) => entry === document.activeElement)
        const to = movedTo(entries, event.key, from)
        if (to === undefined) return
        event.preventDefault()
        entries[to]?.focus()
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

/** Where a key leads from an entry; undefined when it is not the menu's key. */
const movedTo = (entries: readonly HTMLElement[], key: string, from: number) =>
  menuMove(key)?.(
    entries.map((entry) => entry.dataset['text'] ?? ''),
    from,
  )
