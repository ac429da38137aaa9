import { Button } from '../../ui/Button.tsx'
import type { Issue } from './issue.ts'
import { type Blocks, type Step, stepAfter, stepBefore } from './steps.ts'

/** Back and Next, always in sight; when Next is not possible it says why. Aloud the fields do so themselves. */
export function WizardFooter({
  step,
  blocks,
  locked,
  goTo,
}: {
  step: Step
  blocks: Blocks
  locked: boolean
  goTo: (step: Step) => void
}) {
  const [before, after] = [stepBefore(step), stepAfter(step)]
  const why = after && reasonOf(blocks[step])
  return (
    <div className="sticky bottom-0 z-20 -mx-4 mt-auto -mb-24 flex items-center gap-3 border-t border-line bg-surface px-4 py-3 lg:-mx-6 lg:px-6">
      {before && (
        <Button
          icon="arrowLeft"
          onClick={() => goTo(before)}
          disabledReason={
            locked ? 'A commit was sent: what it was made of cannot change now.' : undefined
          }
        >
          Back
        </Button>
      )}
      <p className="min-w-0 flex-1 text-right text-sm text-muted">
        <span className="line-clamp-2">{why}</span>
      </p>
      {after && (
        <Button variant="primary" disabledReason={why} onClick={() => goTo(after)}>
          Next
        </Button>
      )}
    </div>
  )
}

function reasonOf(issues: readonly Issue[]): string | undefined {
  const [first] = issues
  if (!first) return undefined
  const where = first.line === undefined ? '' : `Line ${first.line}: `
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : ''
  return `${where}${first.message}${more}`
}
