import type { ReactNode, Ref } from 'react'
import { StepHeading } from '../StepHeading.tsx'

/** What the first step is for: the same before its draft is read as after. */
export function ComposeHeading({
  heading,
  actions,
}: {
  heading?: Ref<HTMLHeadingElement>
  actions: ReactNode
}) {
  return (
    <StepHeading title="Compose" heading={heading} actions={actions}>
      The Docker Compose file that the CVM runs. It is measured: everyone can check later that this,
      and nothing else, is what runs.
    </StepHeading>
  )
}
