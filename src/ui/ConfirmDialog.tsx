import { type ReactNode, useState } from 'react'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import type { Problem } from './problem.ts'
import { TextField } from './TextField.tsx'

type ConfirmDialogProps = {
  /** The question: "Delete my-app?" */
  title: string
  /** The verb on the button; after a failure the button says Try again. */
  verb: string
  /** The button that goes back; another word where the action itself is to cancel something. */
  keep?: string
  danger?: boolean
  /** What will be lost, in a sentence. */
  children: ReactNode
  /** What must be typed before the button works, letter for letter. */
  typed?: { label: string; text: string }
  /** A gentler way to the same end. */
  alternative?: { label: string; onChoose: () => void; disabledReason?: string | undefined }
  onConfirm: () => void
  onCancel: () => void
  pending: boolean
  error: Problem | undefined
}

/**
 * Asks before something is lost. The focus is on Cancel; Enter in the field that must be filled
 * confirms once it is right. It stays open, with the reason, when the action fails.
 */
export function ConfirmDialog({
  title,
  verb,
  keep = 'Cancel',
  danger = true,
  children,
  typed,
  alternative,
  onConfirm,
  onCancel,
  pending,
  error,
}: ConfirmDialogProps) {
  const [text, setText] = useState('')
  const missing = typed && text !== typed.text ? `Type ${typed.text} to confirm first.` : undefined
  const form = 'confirm-dialog'
  return (
    <Dialog
      role="alertdialog"
      title={title}
      onClose={onCancel}
      error={error}
      pending={pending}
      footer={
        <>
          {alternative && (
            <Button
              className="mr-auto"
              onClick={alternative.onChoose}
              disabledReason={pending ? 'The request is under way.' : alternative.disabledReason}
            >
              {alternative.label}
            </Button>
          )}
          <Button
            data-autofocus=""
            title={`${keep} (Esc)`}
            aria-keyshortcuts="Escape"
            onClick={onCancel}
            disabledReason={pending ? 'The request is under way.' : undefined}
          >
            {keep}
          </Button>
          <Button
            type="submit"
            form={form}
            variant={danger ? 'danger' : 'primary'}
            pending={pending}
            disabledReason={pending ? undefined : missing}
          >
            {error && !pending ? 'Try again' : verb}
          </Button>
        </>
      }
    >
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault()
          if (!pending && !missing) onConfirm()
        }}
      >
        {children}
        {typed && (
          <div className="mt-4">
            <TextField
              mono
              label={typed.label}
              value={text}
              readOnly={pending}
              onChange={(event) => setText(event.target.value)}
            />
          </div>
        )}
      </form>
    </Dialog>
  )
}
