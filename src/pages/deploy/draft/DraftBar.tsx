import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { Button } from '../../../ui/Button.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { clockTime } from '../../../ui/time-words.ts'
import { problemOf } from '../../errors/problem-of.ts'
import { forgetSecrets } from '../secrets/vault.ts'
import { type Draft, isUntouched } from './draft.ts'
import { DraftsDialog } from './DraftsDialog.tsx'
import { discardDraft } from './draftStore.ts'
import type { Opened } from './openDraft.ts'
import { useKeeping } from './useDraft.ts'
import { useOtherDrafts } from './useOtherDrafts.ts'

/** How the draft stands with the disk, the other drafts, and the way to throw this one away. */
export function DraftBar({
  opened,
  draft,
  onNew,
}: {
  opened: Opened
  draft: Draft
  onNew: () => void
}) {
  const keeping = useKeeping(opened.editing)
  const others = useOtherDrafts(opened, draft)
  const [, setParams] = useSearchParams()
  const [dialog, setDialog] = useState<'discard' | 'others'>()
  const [error, setError] = useState<unknown>()
  const [pending, setPending] = useState(false)

  const discard = async () => {
    setPending(true)
    try {
      opened.editing.stop()
      await discardDraft(draft.id)
      forgetSecrets()
      onNew()
    } catch (thrown) {
      setError(thrown)
      setPending(false)
    }
  }

  return (
    <>
      {/* Not said aloud: it changes with every pause in the typing. On a phone below the buttons: it comes and goes. */}
      <p className="flex min-h-5 items-center gap-1.5 text-sm text-muted empty:-ml-2 max-sm:order-last max-sm:basis-full">
        {(keeping.state === 'kept' || keeping.state === 'forked') && (
          <>
            <Icon name="check" className="text-good" />
            Draft kept, {clockTime(new Date(keeping.at))}
          </>
        )}
        {keeping.state === 'saving' && 'Keeping the draft…'}
        {keeping.state === 'unchanged' && opened.from === 'kept' && (
          <>
            <Icon name="check" className="text-good" />
            Draft kept
          </>
        )}
      </p>
      {others.length > 0 && (
        <Button size="sm" onClick={() => setDialog('others')}>
          Other drafts ({others.length})
        </Button>
      )}
      <Button
        size="sm"
        icon="trash"
        onClick={() => setDialog('discard')}
        disabledReason={isUntouched(draft) ? 'Nothing was typed yet.' : undefined}
      >
        Discard draft
      </Button>
      {dialog === 'others' && (
        <DraftsDialog
          drafts={others}
          onClose={() => setDialog(undefined)}
          onNew={onNew}
          onOpen={(id) => {
            setDialog(undefined)
            setParams({ draft: id })
          }}
        />
      )}
      {dialog === 'discard' && (
        <ConfirmDialog
          title="Discard this draft?"
          verb="Discard"
          pending={pending}
          error={error === undefined ? undefined : problemOf(error)}
          onCancel={() => setDialog(undefined)}
          onConfirm={() => void discard()}
        >
          <p>Everything typed into the five steps is thrown away. CVMs that run are not touched.</p>
        </ConfirmDialog>
      )}
    </>
  )
}
