import { useEffect, useId, useRef, useState } from 'react'
import { type ButtonSize, type ButtonVariant, buttonLook } from './button-look.ts'
import { Icon, type IconName } from './Icon.tsx'
import { MenuEntry, type MenuItem } from './MenuEntry.tsx'
import { type MenuMove, menuMove } from './menu-move.ts'
import { place } from './place.ts'

type MenuProps = {
  /** The accessible name of the button and of the menu. */
  label: string
  /** Shown in the button instead of the name; without it only the icon is shown. */
  text?: string
  icon: IconName
  items: readonly MenuItem[]
  align?: 'start' | 'end'
  variant?: ButtonVariant
  size?: ButtonSize
}

/**
 * A menu button: arrows, Home, End and first letters move, Escape and Tab close, the focus returns
 * to the button before an item does its work (so that a dialog gives it back to there).
 */
export function Menu({
  label,
  text,
  icon,
  items,
  align = 'end',
  variant = 'quiet',
  size = 'md',
}: MenuProps) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const popover = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState<'first' | 'last' | false>(false)

  useEffect(() => {
    const menu = popover.current
    if (!open || !menu || !button.current) return
    menu.showPopover()
    place(menu, button.current, align)
    const entries = menu.querySelectorAll<HTMLElement>('[role^="menuitem"]')
    entries[open === 'first' ? 0 : entries.length - 1]?.focus()
    const close = () => setOpen(false)
    window.addEventListener('resize', close)
    return () => window.removeEventListener('resize', close)
  }, [open, align])

  const close = () => {
    button.current?.focus()
    setOpen(false)
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-label={text === label ? undefined : label}
        aria-haspopup="menu"
        aria-expanded={open !== false}
        aria-controls={open ? id : undefined}
        className={buttonLook(variant, size, text === undefined)}
        onPointerDown={(event) => {
          // Light dismissal would close it first, and the click would open it again.
          if (open) event.currentTarget.dataset['wasOpen'] = ''
        }}
        onClick={(event) => {
          const wasOpen = 'wasOpen' in event.currentTarget.dataset
          delete event.currentTarget.dataset['wasOpen']
          setOpen(wasOpen ? false : 'first')
        }}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
          event.preventDefault()
          setOpen(event.key === 'ArrowDown' ? 'first' : 'last')
        }}
      >
        <Icon name={icon} />
        {text !== undefined && (
          <>
            {text}
            <Icon name="chevronDown" className="size-3.5! text-muted" />
          </>
        )}
      </button>
      {open && (
        <div
          ref={popover}
          id={id}
          popover="auto"
          role="menu"
          aria-label={label}
          tabIndex={-1}
          className="fixed min-w-48 max-w-[min(20rem,calc(100vw-1rem))] rounded-md border border-line bg-raised p-1 shadow-raised"
          onToggle={(event) => {
            if (event.newState === 'closed') setOpen(false)
          }}
          onKeyDown={(event) => {
            if (event.key === 'Tab') return close()
            if (event.key === 'Escape') {
              event.preventDefault()
              event.stopPropagation()
              return close()
            }
            const move: MenuMove | undefined = menuMove(event.key)
            if (!move) return
            event.preventDefault()
            const entries = [
              ...event.currentTarget.querySelectorAll<HTMLElement>('[role^="menuitem"]'),
            ]
            entries[
              move(
                entries.map((entry) => entry.dataset['text'] ?? ''),
                entries.indexOf(document.activeElement as HTMLElement),
              )
            ]?.focus()
          }}
        >
          {items.map((item) => (
            <MenuEntry key={item.label} item={item} onChoose={close} />
          ))}
        </div>
      )}
    </>
  )
}
