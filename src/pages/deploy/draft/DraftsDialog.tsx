import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { Time } from '../../../ui/Time.tsx'
import { type Draft, titleOf } from './draft.ts'

/** The drafts of this sign-in that are not on screen, to go on with one of them. */
export function DraftsDialog({
  drafts,
  onOpen,
  onNew,
  onClose,
}: {
  drafts: readonly Draft[]
  onOpen: (id: string) => void
  onNew: () => void
  onClose: () => void
}) {
  return (
    <Dialog
      title="Other drafts"
      onClose={onClose}
      error={undefined}
      pending={false}
      footer={
        <>
          <Button icon="plus" onClick={onNew}>
            Start a new draft
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      <p className="text-muted">
        Kept in this browser only. The draft on screen stays in this list too.
      </p>
      <ul className="mt-3 divide-y divide-line rounded-md border border-line">
        {drafts.map((draft) => (
          <li key={draft.id}>
            <button
              type="button"
              className="flex w-full items-center gap-3 px-3 py-2 text-left hover:bg-hover pointer-coarse:min-h-11"
              onClick={() => onOpen(draft.id)}
            >
              <Icon name="file" className="text-muted" />
              <span className="min-w-0 flex-1 truncate font-medium">{titleOf(draft)}</span>
              <span className="text-sm text-muted">
                <Time at={draft.updated_at} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
