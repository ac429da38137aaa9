import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { keysOf, SHORTCUTS } from './shortcuts.ts'

/** Every key that does something. None of them works while something is being typed. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  return (
    <Dialog
      title="Keyboard shortcuts"
      wide
      onClose={onClose}
      error={undefined}
      pending={false}
      footer={<Button onClick={onClose}>Close</Button>}
    >
      {/* Where it is taller than the screen, the arrow keys scroll it. */}
      <div
        role="group"
        aria-label="Shortcuts"
        tabIndex={0}
        className="grid gap-x-10 gap-y-5 -outline-offset-2 sm:grid-cols-2"
      >
        {SHORTCUTS.map(({ where, shortcuts }) => (
          <section key={where} aria-label={where}>
            <h3 className="mb-1 text-sm font-semibold text-muted">{where}</h3>
            <dl className="divide-y divide-line">
              {shortcuts.map((shortcut) => (
                <div
                  key={shortcut.press}
                  className="flex items-baseline justify-between gap-4 py-1.5"
                >
                  <dt className="min-w-0">{shortcut.does}</dt>
                  <dd className="flex shrink-0 gap-1">
                    {keysOf(shortcut).map((key) => (
                      <kbd
                        key={key}
                        className="min-w-6 rounded-sm border border-b-2 border-line-strong/50 bg-sunken px-1.5 text-center"
                      >
                        {key}
                      </kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
