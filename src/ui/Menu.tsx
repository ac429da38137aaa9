import { type ComponentType, useId, useRef, useState } from 'react'
import { type ButtonSize, type ButtonVariant, buttonLook } from './button-look.ts'
import { Icon, type IconName } from './Icon.tsx'
import { whenHere } from './when-here.ts'
import type { MenuItem } from './MenuEntry.tsx'
import type { MenuPopoverProps } from './MenuPopover.tsx'

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

let Popover: ComponentType<MenuPopoverProps> | undefined

/** What opens comes when somebody comes near: most visits open no menu. */
async function bringPopover(): Promise<void> {
  Popover ??= (await import('./MenuPopover.tsx')).MenuPopover
}

const bringAhead = () => {
  // Opening it says so, should it not have come.
  bringPopover().catch(() => undefined)
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
  /** The keys that lead to the item which gets the focus. */
  const [open, setOpen] = useState<readonly string[] | false>(false)

  const show = (at: 'Home' | 'End') => whenHere(bringPopover(), (_, keys) => setOpen([at, ...keys]))

  return (
    <>
      <button
        ref={button}
        type="button"
        aria-label={text === label ? undefined : label}
        aria-haspopup="menu"
        aria-keyshortcuts="ArrowDown"
        title="Press ↓ to open"
        aria-expanded={open !== false}
        aria-controls={open ? id : undefined}
        className={buttonLook(variant, size, text === undefined)}
        onPointerEnter={bringAhead}
        onFocus={bringAhead}
        onPointerDown={(event) => {
          // Light dismissal would close it first, and the click would open it again.
          if (open) event.currentTarget.dataset['wasOpen'] = ''
        }}
        onClick={(event) => {
          const wasOpen = 'wasOpen' in event.currentTarget.dataset
          delete event.currentTarget.dataset['wasOpen']
          if (wasOpen) setOpen(false)
          else show('Home')
        }}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
          event.preventDefault()
          show(event.key === 'ArrowDown' ? 'Home' : 'End')
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
      {open && Popover && (
        <Popover
          id={id}
          label={label}
          button={button}
          keys={open}
          align={align}
          items={items}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
