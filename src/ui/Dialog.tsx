import { type ReactNode, useId } from 'react'
import { ErrorPanel } from './ErrorPanel.tsx'
import { IconButton } from './IconButton.tsx'
import type { Problem } from './problem.ts'
import { useModal } from './use-modal.ts'

export type DialogProps = {
  title: string
  /** `alertdialog` for a question that must be answered before anything else. */
  role?: 'dialog' | 'alertdialog'
  /** Asked for by Escape, by Cancel, and by the cross. While pending it is not called. */
  onClose: () => void
  /** Required, so that no dialog forgets where its failure goes: inside, and it stays open. */
  error: Problem | undefined
  pending: boolean
  /** Buttons, the one that goes on last. */
  footer: ReactNode
  wide?: boolean
  /** The id of what is read with the title of a plain dialog; a question is read in full. */
  describedBy?: string
  children: ReactNode
}

/**
 * Modal, on the browser's own <dialog>: it keeps the focus inside, and gives it back to where it
 * came from. Mounted means open. The element with `autoFocus` (or `data-autofocus`) gets the focus.
 */
export function Dialog({
  title,
  role = 'dialog',
  onClose,
  error,
  pending,
  footer,
  wide = false,
  describedBy,
  children,
}: DialogProps) {
  const id = useId()
  const ref = useModal()
  return (
    <dialog
      ref={ref}
      role={role}
      aria-labelledby={`${id}-title`}
      aria-describedby={role === 'alertdialog' ? `${id}-body` : describedBy}
      className={`max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] flex-col rounded-lg border border-line bg-raised shadow-raised open:flex ${wide ? 'max-w-3xl' : 'max-w-lg'}`}
      onCancel={(event) => {
        // Only its parent decides that it closes; a <select> inside sends a cancel of its own.
        event.preventDefault()
        if (event.target === event.currentTarget && !pending) onClose()
      }}
      onClose={(event) => {
        // Browsers close on a second Escape whatever onCancel says. Open again: a remount.
        if (event.target !== event.currentTarget || event.currentTarget.open) return
        if (pending) event.currentTarget.showModal()
        else onClose()
      }}
    >
      <header className="flex items-start justify-between gap-3 px-5 pt-4">
        <h2 id={`${id}-title`} className="min-w-0 pt-1 text-lg font-semibold wrap-anywhere">
          {title}
        </h2>
        {role === 'dialog' && (
          <IconButton
            label="Close"
            tip="Close (Esc)"
            aria-keyshortcuts="Escape"
            icon="cross"
            size="sm"
            onClick={onClose}
            disabledReason={pending ? 'The request is under way.' : undefined}
          />
        )}
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-5 py-3">
        <div id={`${id}-body`}>{children}</div>
        {error && (
          <div className="mt-4">
            <ErrorPanel problem={error} />
          </div>
        )}
      </div>
      <footer className="flex flex-wrap justify-end gap-2 px-5 pt-1 pb-4">{footer}</footer>
    </dialog>
  )
}
