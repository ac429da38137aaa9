import { useSearchParams } from 'react-router'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { SkeletonLines } from '../../ui/SkeletonLines.tsx'
import { ComposeHeading } from './compose/ComposeHeading.tsx'
import { StepList } from './StepList.tsx'
import { isStep } from './steps.ts'

/** The wizard, for the moment until the draft is read: all that does not depend on it is there. */
export function Opening() {
  const [params] = useSearchParams()
  const asked = params.get('step')
  const step = isStep(asked) ? asked : 'compose'
  return (
    <>
      <PageHeader
        title="Deploy a CVM"
        actions={
          <>
            <Soon width="w-29" />
            <Soon width="w-30" />
            <Soon width="w-38" />
            {/* Where the draft's state will be said (DraftBar). */}
            <span className="order-last hidden min-h-5 basis-full max-sm:block" />
          </>
        }
      />
      <div className="flex min-w-0 flex-1 flex-col gap-x-8 gap-y-5 xl:flex-row">
        <StepList current={step} locked />
        <div className="flex min-w-0 flex-1 flex-col gap-5">
          {step === 'compose' && (
            <ComposeHeading
              actions={
                <div className="flex flex-wrap gap-2">
                  <Soon width="w-43" />
                  <Soon width="w-26" />
                </div>
              }
            />
          )}
          <div role="status" aria-label="Opening the draft">
            <SkeletonLines height="h-96" />
          </div>
        </div>
      </div>
    </>
  )
}

/** Where a button will be. */
const Soon = ({ width }: { width: string }) => (
  <Skeleton className={`${width} h-7 pointer-coarse:h-11`} />
)
