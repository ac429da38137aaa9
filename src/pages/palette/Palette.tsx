import { Command as Cmdk } from 'cmdk'
import { useState } from 'react'
import { Icon } from '../../ui/Icon.tsx'
import { useModal } from '../../ui/use-modal.ts'
import { keyOf } from './command.ts'
import { find } from './find.ts'
import { Entry } from './Entry.tsx'
import { useKnown } from './useKnown.ts'
import { usePerform } from './usePerform.ts'

export type PaletteProps = { keys: readonly string[]; onClose: () => void; onShortcuts: () => void }

/**
 * Go to any CVM or page, run any allowed action. Only the best of what matches is drawn, so that ten
 * thousand CVMs are no slower than ten.
 */
export function Palette({ keys, onClose, onShortcuts }: PaletteProps) {
  const [q, setQ] = useState(() => typed(keys))
  const { known, reading } = useKnown()
  const groups = find(q, known)
  const perform = usePerform({ onClose, onShortcuts, onAsk: setQ })
  return (
    <dialog
      ref={useModal()}
      aria-label="Command palette"
      className="mt-[min(12dvh,7rem)] max-h-[min(36rem,calc(100dvh-2rem))] w-[calc(100vw-1rem)] max-w-2xl flex-col overflow-hidden rounded-lg border border-line bg-raised shadow-raised open:flex max-sm:mt-2"
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClose={onClose}
      onKeyDown={(event) => {
        // The keys that open it close it too.
        if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        onClose()
      }}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget && isOutside(event)) onClose()
      }}
    >
      <Cmdk
        label="Find a CVM, a page or an action"
        shouldFilter={false}
        vimBindings={false}
        loop
        className="flex min-h-0 flex-1 flex-col"
      >
        <div className="flex items-center gap-2.5 border-b border-line px-4">
          <Icon name="search" className="text-muted" />
          <Cmdk.Input
            data-autofocus=""
            value={q}
            onValueChange={setQ}
            placeholder="A CVM by name or id, a page, or “restart my-app”"
            className="h-12 min-w-0 flex-1 bg-transparent text-lg outline-none"
          />
          <button
            type="button"
            onClick={onClose}
            aria-label="Esc: close"
            className="rounded-sm border border-line px-1.5 text-xs text-muted hover:text-ink pointer-coarse:min-h-11 pointer-coarse:min-w-11"
          >
            Esc
          </button>
        </div>
        <Cmdk.List
          label="Results"
          className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-1.5"
        >
          {groups.map(({ heading, commands }) => (
            <Cmdk.Group
              key={heading}
              heading={heading}
              className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted"
            >
              {commands.map((command) => (
                <Entry key={keyOf(command)} command={command} onSelect={() => perform(command)} />
              ))}
            </Cmdk.Group>
          ))}
        </Cmdk.List>
        <p role="status" className="border-t border-line px-4 py-2 text-xs text-muted empty:hidden">
          {[
            groups.length === 0 && 'Nothing matches. A CVM is found by its name or any of its ids.',
            reading,
          ]
            .filter(Boolean)
            .join(' ')}
        </p>
      </Cmdk>
    </dialog>
  )
}

/** A press on the backdrop reaches the dialog itself, and lies beside its box. */
function isOutside({ currentTarget, clientX, clientY }: React.PointerEvent<HTMLElement>): boolean {
  const box = currentTarget.getBoundingClientRect()
  return clientX < box.left || clientX > box.right || clientY < box.top || clientY > box.bottom
}

/** What a field would hold after these keys. */
function typed(keys: readonly string[]): string {
  let text = ''
  for (const key of keys) {
    if (key === 'Backspace') text = text.slice(0, -1)
    else if (key.length === 1) text += key
  }
  return text
}
