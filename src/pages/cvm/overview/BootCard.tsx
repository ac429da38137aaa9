import { bootSteps, elapsedMs, isLongerThanUsual, usualMs } from '../../../cvm/progress.ts'
import { statusWord } from '../../../cvm/status.ts'
import { paths } from '../../../paths.ts'
import type { Cvm } from '../../../queries/cvmRow.ts'
import { Card } from '../../../ui/Card.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { StatusMark } from '../../../ui/StatusMark.tsx'
import { TextLink } from '../../../ui/TextLink.tsx'
import { duration } from '../../../ui/time-words.ts'
import { useNow } from '../../../ui/use-now.ts'

/** What is under way: each step that the API has named, and how long it has taken. */
export function BootCard({ cvm }: { cvm: Cvm }) {
  const elapsed = elapsedMs(cvm.progress?.started_at, useNow())
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
      {elapsed !== undefined && isLongerThanUsual(elapsed, usualMs(cvm.status)) && (
        <p className="mt-3 text-warn">
          This takes more than twice as long as usual. Look at the{' '}
          <TextLink to={paths.cvm(cvm.id, 'logs')}>log</TextLink>; Force stop and Force restart cut
          through it.
        </p>
      )}
    </Card>
  )
}
