import { lazy } from 'react'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Time } from '../../../ui/Time.tsx'
import { type Draft, titleOf } from './draft.ts'
import type { Opened } from './openDraft.ts'
import { useKeeping } from './useDraft.ts'

const LinkNotice = lazy(async () => ({
  default: (await import('../link/LinkNotice.tsx')).LinkNotice,
}))

/** What one should know about the draft on screen, if anything. */
export function DraftNotices({
  opened,
  draft,
  onNew,
  onOpen,
}: {
  opened: Opened
  draft: Draft
  onNew: () => void
  onOpen: (id: string) => void
}) {
  const keeping = useKeeping(opened.editing)
  const trouble = keeping.state === 'failed' ? keeping.reason : opened.trouble
  return (
    <>
      {opened.from === 'kept' && keeping.state === 'unchanged' && (
        <Banner
          tone="info"
          icon="clock"
          actions={
            <Button size="sm" onClick={onNew}>
              Start a new draft
            </Button>
          }
        >
          You are going on with <strong className="font-medium">{titleOf(draft)}</strong>, kept{' '}
          <Time at={draft.updated_at} />. Values of secrets are never kept.
        </Banner>
      )}
      {opened.origin && (
        <LinkNotice origin={opened.origin} draft={draft} hasOthers={opened.others.length > 0} />
      )}
      {keeping.state === 'forked' && (
        <Banner
          tone="warn"
          actions={
            <Button size="sm" onClick={() => onOpen(keeping.from)}>
              Show the other one
            </Button>
          }
        >
          This draft was also edited in another tab. Nothing is lost: what you see here is a draft
          of its own now, and the other one is under Other drafts.
        </Banner>
      )}
      {trouble && (
        <Banner tone="bad">
          This draft is not kept: {trouble}. Do not close the tab before you have deployed.
        </Banner>
      )}
    </>
  )
}
