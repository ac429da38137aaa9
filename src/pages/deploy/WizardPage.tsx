import { lazy, Suspense, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { Session } from '../../contract/session.ts'
import { Button } from '../../ui/Button.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { ComposeStep } from './compose/ComposeStep.tsx'
import { DraftBar } from './draft/DraftBar.tsx'
import { DraftNotices } from './draft/DraftNotices.tsx'
import type { Opened } from './draft/openDraft.ts'
import { useKeeping, useOpenDraft } from './draft/useDraft.ts'
import { StepList } from './StepList.tsx'
import { isStep, nearestReachable, type Step } from './steps.ts'
import { bringSteps, CommitStep, ProvisionStep, ResourcesStep, SecretsStep } from './lateSteps.ts'
import { useWizard, type Wizard } from './useWizard.ts'
import { WizardFooter } from './WizardFooter.tsx'

const DeployCode = lazy(async () => ({
  default: (await import('../code/DeployCode.tsx')).DeployCode,
}))

const ShareLink = lazy(async () => ({
  default: (await import('./link/ShareLink.tsx')).ShareLink,
}))

/** One draft on its way through the five steps. Step and draft are in the address. */
export function WizardPage({
  opened,
  session,
  onNew,
}: {
  opened: Opened
  session: Session
  onNew: () => void
}) {
  const { editing } = opened
  const wizard = useWizard(editing, session)
  const { draft, blocks } = wizard
  const [params, setParams] = useSearchParams()
  useOpenDraft(editing, draft.id)
  useForkInAddress(wizard)
  useEffect(bringSteps, [])

  // A commit under way or without an answer comes before everything else.
  const committing = draft.commit?.state === 'sent' || draft.commit?.state === 'lost'
  // The address follows when the step is there, which may be on its way still. It is shown as such at
  // once: a second press of Next is one for the step after.
  const [ahead, setAhead] = useState<{ step: Step; of: URLSearchParams }>()
  const asked = ahead?.of === params ? ahead.step : params.get('step')
  const step = committing ? 'commit' : nearestReachable(isStep(asked) ? asked : 'compose', blocks)
  const goTo = (next: Step) => {
    setAhead({ step: next, of: params })
    setParams({ draft: draft.id, step: next })
    window.scrollTo({ top: 0 })
  }
  const { area, heading } = useStepFocus(step)
  const [code, setCode] = useState(false)
  const [sharing, setSharing] = useState(false)

  return (
    <>
      <PageHeader
        title="Deploy a CVM"
        actions={
          <>
            <DraftBar opened={opened} draft={draft} onNew={onNew} />
            <Button size="sm" icon="code" onClick={() => setCode(true)}>
              Show as code
            </Button>
            <Button
              size="sm"
              icon="link"
              disabledReason={
                draft.compose.docker_compose_file.trim() === ''
                  ? 'There is no compose file to share yet.'
                  : undefined
              }
              onClick={() => setSharing(true)}
            >
              Share as deploy link
            </Button>
          </>
        }
      />
      <DraftNotices
        opened={opened}
        draft={draft}
        onNew={onNew}
        onOpen={(id) => setParams({ draft: id })}
      />
      <div className="flex min-w-0 flex-1 flex-col gap-x-8 gap-y-5 xl:flex-row">
        <StepList current={step} blocks={blocks} draftId={draft.id} locked={committing} />
        <div ref={area} tabIndex={-1} className="flex min-w-0 flex-1 flex-col gap-5 outline-none">
          <Suspense fallback={<Skeleton className="h-96 w-full" />}>
            <Step step={step} wizard={wizard} heading={heading} goTo={goTo} />
          </Suspense>
        </div>
      </div>
      {code && (
        <Suspense fallback={null}>
          <DeployCode wizard={wizard} onClose={() => setCode(false)} />
        </Suspense>
      )}
      {sharing && (
        <Suspense fallback={null}>
          <ShareLink draft={draft} onClose={() => setSharing(false)} />
        </Suspense>
      )}
      <WizardFooter step={step} blocks={blocks} locked={committing} goTo={goTo} />
    </>
  )
}

type StepProps = {
  step: Step
  wizard: Wizard
  heading: React.Ref<HTMLHeadingElement>
  goTo: (step: Step) => void
}

function Step({ step, ...rest }: StepProps) {
  switch (step) {
    case 'compose':
      return <ComposeStep {...rest} />
    case 'resources':
      return <ResourcesStep {...rest} />
    case 'secrets':
      return <SecretsStep {...rest} />
    case 'provision':
      return <ProvisionStep {...rest} />
    case 'commit':
      return <CommitStep {...rest} />
  }
}

/** A draft that two tabs have changed goes on under a new id; the address follows. */
function useForkInAddress({ editing, draft }: Wizard): void {
  const forked = useKeeping(editing).state === 'forked'
  const [params, setParams] = useSearchParams()
  const missing = forked && params.get('draft') !== draft.id
  useEffect(() => {
    if (!missing) return
    setParams(
      (now) => {
        const next = new URLSearchParams(now)
        next.set('draft', draft.id)
        return next
      },
      { replace: true },
    )
  }, [missing, draft.id, setParams])
}

/**
 * The heading of a step takes the focus when it comes after another one, not when the page opens. What
 * is still on its way is waited for in its `area`, and whoever leaves that is left alone.
 */
function useStepFocus(step: Step) {
  const area = useRef<HTMLDivElement>(null)
  const shown = useRef<HTMLHeadingElement>(null)
  const before = useRef(step)
  // Before any key can be pressed.
  useLayoutEffect(() => {
    const target = shown.current ?? area.current
    if (before.current !== step) target?.focus({ preventScroll: true })
    before.current = step
  }, [step])
  const heading = useCallback((node: HTMLHeadingElement | null) => {
    shown.current = node
    if (document.activeElement === area.current) node?.focus({ preventScroll: true })
  }, [])
  return { area, heading }
}
