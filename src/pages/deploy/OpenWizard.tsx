import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'
import { useSearchParams } from 'react-router'
import { templateOf } from '../../compose/templates.ts'
import type { Session } from '../../contract/session.ts'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { type Opened, openDraft } from './draft/openDraft.ts'
import { prefillOf, withoutPrefill } from './prefill.ts'
import { leaveSecrets } from './secrets/leaveSecrets.ts'
import { WizardPage } from './WizardPage.tsx'

/** Finds the draft to go on with, then shows the wizard on it. */
export function OpenWizard({ owner, session }: { owner: string; session: Session }) {
  const [params, setParams] = useSearchParams()
  const [opened, setOpened] = useState<Opened>()
  const wanted = params.get('draft') ?? undefined
  const shown = useShownId(opened)
  // Where the address last agreed with what is shown: it follows a moment after the id has changed.
  const [agreed, setAgreed] = useState(wanted)
  if (wanted === shown && agreed !== wanted) setAgreed(wanted)

  const open = useEffectEvent(async (isCurrent: () => boolean) => {
    const prefill = prefillOf(params)
    const found = await openDraft({
      owner,
      id: wanted,
      prefill,
      template: (id) => templateOf(id)?.compose,
    })
    if (!isCurrent()) return
    setOpened(found)
    // Into the address before anything else can go there, so that a reload opens this very draft.
    const { id } = found.editing.draft()
    if (!prefill && wanted === id) return
    const rest = prefill ? withoutPrefill(params) : new URLSearchParams(params)
    rest.set('draft', id)
    setParams(rest, { replace: true })
  })

  // Another draft in the address (chosen from the list, a new one, or Back) is opened; one's own id,
  // which the wizard puts there itself, is not.
  const isOther = wanted !== undefined && wanted !== shown && wanted !== agreed
  const openWanted = useEffectEvent((isCurrent: () => boolean) => {
    if (!opened || isOther) void open(isCurrent)
  })
  useEffect(() => {
    let current = true
    // Nothing is set before the draft was read, which takes until after this effect.
    // oxlint-disable-next-line react/set-state-in-effect
    openWanted(() => current)
    return () => {
      current = false
    }
  }, [wanted])
  useEffect(() => leaveSecrets, [])

  if (!opened || isOther) return <Opening />
  return (
    <WizardPage
      key={opened.editing.writer}
      opened={opened}
      session={session}
      onNew={() => setParams({ draft: crypto.randomUUID() })}
    />
  )
}

/** The draft on screen; it goes on under another id where another tab has changed it too. */
const useShownId = (opened: Opened | undefined): string | undefined =>
  useSyncExternalStore(opened?.editing.subscribe ?? nothing, () => opened?.editing.draft().id)

const nothing = () => () => undefined

/** The wizard's outline, for the moment until the draft is read. */
function Opening() {
  return (
    <>
      <PageHeader title="Deploy a CVM" />
      <div role="status" aria-label="Opening the draft" className="flex flex-col gap-4">
        <Skeleton className="h-10 w-full" />
        <Skeleton className="h-96 w-full" />
      </div>
    </>
  )
}
