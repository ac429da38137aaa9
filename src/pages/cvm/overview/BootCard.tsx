import { useState } from 'react'
import { operationWord } from '../../../cvm/operationWords.ts'
import { bootSteps, elapsedMs } from '../../../cvm/progress.ts'
import { statusWord } from '../../../cvm/status.ts'
import type { Cvm } from '../../../queries/cvmRow.ts'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { StatusMark } from '../../../ui/StatusMark.tsx'
import { duration } from '../../../ui/time-words.ts'
import { useSecond } from '../../../ui/use-now.ts'
import { CancelDialog } from '../activity/CancelDialog.tsx'
import { SlowNotice } from '../activity/SlowNotice.tsx'
import { StrongerActions } from '../activity/StrongerActions.tsx'

/** What is under way: each step that the API has named, and how long it has taken. */
export function BootCard({ cvm }: { cvm: Cvm }) {
  const [cancelling, setCancelling] = useState(false)
  const elapsed = elapsedMs(cvm.progress?.started_at, useSecond())
  const steps = bootSteps(cvm.boot_seen ?? [], { boot_error: cvm.boot_error ?? null })
  return (
    <Card
      title={`Now ${statusWord(cvm.status)}`}
      actions={
        elapsed !== undefined && (
          <span className="text-sm text-muted tabular-nums">for {duration(elapsed)}</span>
        )
      }
    >
      <ol aria-label="Steps so far" className="flex flex-col gap-1">
        {steps.map((step) => (
          <li key={step.text} className="flex items-center gap-2">
            {step.state === 'done' ? (
              <Icon name="check" className="size-3! text-good" />
            ) : (
              <StatusMark tone={step.state === 'failed' ? 'bad' : 'busy'} />
            )}
            <span className={step.state === 'current' ? 'font-medium' : 'text-muted'}>
              {step.text}
            </span>
          </li>
        ))}
        {steps.length === 0 && (
          <li className="flex items-center gap-2">
            <StatusMark tone="busy" />
            {cvm.shutdown_progress || 'The API has not named a step yet.'}
          </li>
        )}
      </ol>
      <div className="mt-3 empty:hidden">
        <SlowNotice cvm={cvm}>
          <Button size="sm" icon="cross" onClick={() => setCancelling(true)}>
            Cancel operation
          </Button>
          <StrongerActions cvm={cvm} />
        </SlowNotice>
      </div>
      {cancelling && (
        <CancelDialog
          cvm={cvm}
          what={operationWord(cvm.operation_type ?? 'operation')}
          onClose={() => setCancelling(false)}
        />
      )}
    </Card>
  )
}
