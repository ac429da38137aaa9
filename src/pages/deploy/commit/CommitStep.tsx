import type { Ref } from 'react'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Spinner } from '../../../ui/Spinner.tsx'
import { ErrorPanel } from '../../../ui/ErrorPanel.tsx'
import { problemOf } from '../../errors/problem-of.ts'
import { AskedFor } from '../provision/AskedFor.tsx'
import { valuesToReenter } from '../secrets/section.ts'
import { StepFailure } from '../StepFailure.tsx'
import { StepHeading } from '../StepHeading.tsx'
import type { Step } from '../steps.ts'
import type { Wizard } from '../useWizard.ts'
import { useCommit } from './useCommit.ts'

/** Step 5: seals the secrets and makes the CVM, once. */
export function CommitStep({
  wizard,
  heading,
  goTo,
}: {
  wizard: Wizard
  heading: Ref<HTMLHeadingElement>
  goTo: (step: Step) => void
}) {
  const { draft, rows, values } = wizard
  const { commit, look, phase, trouble } = useCommit(wizard)
  const again = valuesToReenter(draft.secrets, rows, values)
  const sealed = rows.filter(({ key }) => values.get(key)).map(({ key }) => key)

  return (
    <>
      <StepHeading title="Commit" heading={heading}>
        Makes the CVM and starts it. From here on it is billed.
      </StepHeading>
      <StepFailure step="commit" wizard={wizard} goTo={goTo} />
      {again.length > 0 && phase === 'idle' && (
        <Banner
          tone="warn"
          actions={
            <Button size="sm" onClick={() => goTo('secrets')}>
              Enter them
            </Button>
          }
        >
          The values of {again.join(', ')} were lost in the reload; they are never kept.
        </Banner>
      )}
      <Card title={draft.resources.name}>
        <AskedFor wizard={wizard} keys={rows.map(({ key }) => key)} />
        <p className="mt-4">
          {sealed.length === 0
            ? 'No secrets are sent.'
            : `Sealed in this browser and sent with it: ${sealed.join(', ')}.`}
        </p>
      </Card>
      {phase === 'looking' && (
        <p role="status" className="flex items-center gap-2">
          <Spinner /> The answer to the commit never arrived. Looking whether the CVM exists, before
          anything is sent again…
        </p>
      )}
      {phase === 'unknown' && (
        <ErrorPanel
          focus
          problem={{
            title: 'It is not known yet whether the CVM was made',
            why: trouble === undefined ? undefined : problemOf(trouble).title,
            next: 'Nothing was sent again. Look once more; your draft is kept.',
          }}
          actions={
            <Button size="sm" onClick={() => void look()}>
              Look again
            </Button>
          }
        />
      )}
      {draft.commit?.state === 'absent' && phase === 'idle' && (
        <Banner tone="info">
          The answer to the commit never arrived. Looked for the CVM by its app ID and compose hash:
          it was not made. You can commit again.
        </Banner>
      )}
      {(phase === 'idle' || phase === 'sending') && (
        <div>
          <Button
            variant="primary"
            pending={phase === 'sending'}
            disabledReason={
              again.length > 0 ? `Enter the value of ${again.join(', ')} again first.` : undefined
            }
            onClick={() => void commit()}
          >
            Commit
          </Button>
        </div>
      )}
    </>
  )
}
