import { lazy, Suspense, useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'
import { useLocation, useSearchParams } from 'react-router'
import type { Session } from '../../contract/session.ts'
import { type Opened, openDraft } from './draft/openDraft.ts'
import type { readDeployLink } from './link/deployLink.ts'
import { hasDeployFragment } from './link/fragment.ts'
import { prefillOf, withoutPrefill } from './prefill.ts'
import { leaveSecrets } from './secrets/leaveSecrets.ts'
import { Opening } from './Opening.tsx'
import { WizardPage } from './WizardPage.tsx'

/** Most visits come without a link: what reads one comes with the first. */
const readLink: typeof readDeployLink = async (search, hash) =>
  (await import('./link/deployLink.ts')).readDeployLink(search, hash)

const RefusedLink = lazy(async () => ({
  default: (await import('./link/RefusedLink.tsx')).RefusedLink,
}))

/** Finds the draft to go on with, then shows the wizard on it. */
export function OpenWizard({ owner, session }: { owner: string; session: Session }) {
  const [params, setParams] = useSearchParams()
  const { search, hash } = useLocation()
  const [opened, setOpened] = useState<Opened>()
  const [refused, setRefused] = useState<{ reason: string; address: string }>()
  const wanted = params.get('draft') ?? undefined
  const shown = useShownId(opened)
  // Where the address last agreed with what is shown: it follows a moment after the id has changed.
  const [agreed, setAgreed] = useState(wanted)
  if (wanted === shown && agreed !== wanted) setAgreed(wanted)

  const open = useEffectEvent(async (isCurrent: () => boolean) => {
    const isLink = hasDeployFragment(hash) || prefillOf(params) !== undefined
    const read = isLink ? await readLink(params, hash) : undefined
    if (!isCurrent()) return
    if (read?.state === 'bad') return setRefused({ reason: read.reason, address: search + hash })
    const link = read?.state === 'good' ? read.link : undefined
    const found = await openDraft({
      owner,
      id: wanted,
      origin: link && { link, from: siteOf(document.referrer) },
      template: async (id) => (await import('../../compose/templates.ts')).templateOf(id)?.compose,
    })
    if (!isCurrent()) return
    setRefused(undefined)
    setOpened(found)
    // Into the address before anything else can go there, so that a reload opens this very draft.
    const { id } = found.editing.draft()
    if (!link && wanted === id) return
    const rest = link ? withoutPrefill(params) : new URLSearchParams(params)
    rest.set('draft', id)
    setParams(rest, { replace: true })
  })

  // Another draft in the address (chosen from the list, a new one, or Back) is opened; one's own id,
  // which the wizard puts there itself, is not.
  const isOther = wanted !== undefined && wanted !== shown && wanted !== agreed
  const openWanted = useEffectEvent((isCurrent: () => boolean) => {
    if (!opened || refused || isOther || hasDeployFragment(hash)) void open(isCurrent)
  })
  useEffect(() => {
    let current = true
    // Nothing is set before the draft was read, which takes until after this effect.
    // oxlint-disable-next-line react/set-state-in-effect
    openWanted(() => current)
    return () => {
      current = false
    }
    // A link that differs in its fragment only is no new page.
  }, [wanted, hash])
  useEffect(() => leaveSecrets, [])

  if (refused) {
    return (
      <Suspense fallback={<Opening />}>
        <RefusedLink {...refused} />
      </Suspense>
    )
  }
  if (!opened || isOther) return <Opening />
  return (
    // Until what says where a link came from is there as well: it stands above everything else.
    <Suspense fallback={<Opening />}>
      <WizardPage
        key={opened.editing.writer}
        opened={opened}
        session={session}
        onNew={() => setParams({ draft: crypto.randomUUID() })}
      />
    </Suspense>
  )
}

/** The draft on screen; it goes on under another id where another tab has changed it too. */
const useShownId = (opened: Opened | undefined): string | undefined =>
  useSyncExternalStore(opened?.editing.subscribe ?? nothing, () => opened?.editing.draft().id)

const nothing = () => () => undefined

/** The site that somebody came from, as text; this console itself says nothing. */
function siteOf(referrer: string): string | undefined {
  if (!URL.canParse(referrer)) return undefined
  const { host } = new URL(referrer)
  return host === location.host ? undefined : host
}
