import { Button } from '../../ui/Button.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { problemOf } from '../errors/problem-of.ts'
import { fieldWords } from './fields.ts'
import { type Step, STEP_LABEL } from './steps.ts'
import type { Wizard } from './useWizard.ts'

/**
 * What the API refused at this step: its words, and a way to each step that it is about. It takes
 * the focus when it appears; everything typed is where it was.
 */
export function StepFailure({
  step,
  wizard,
  goTo,
  actions,
}: {
  step: Step
  wizard: Wizard
  goTo: (step: Step) => void
  actions?: React.ReactNode
}) {
  const { failure } = wizard
  if (failure?.step !== step) return null
  const elsewhere = failure.places.filter((place) => place.step !== step)
  return (
    <ErrorPanel
      focus
      problem={problemOf(failure.error)}
      actions={
        <>
          {elsewhere.map((place) => (
            <Button
              key={`${place.step} ${place.field ?? ''}`}
              size="sm"
              icon="arrowRight"
              onClick={() => goTo(place.step)}
            >
              Go to {(place.field && fieldWords(place.field)) ?? STEP_LABEL[place.step]}
            </Button>
          ))}
          {actions}
        </>
      }
    />
  )
}
