import { useEffect, useId, useRef } from 'react'
import { actionOf } from '../../../cvm/actions.ts'
import { Button } from '../../../ui/Button.tsx'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import type { BulkReport as Report } from './useBulk.ts'

/** So many are named; nobody reads thousands. */
const NAMED = 200

/** What came of a bulk action: how many were accepted, and for each other one why not. */
export function BulkReport({
  report,
  onRetry,
  onDismiss,
}: {
  report: Report
  onRetry: () => void
  onDismiss: () => void
}) {
  const ref = useRef<HTMLElement>(null)
  const id = useId()
  useEffect(() => ref.current?.focus(), [report])
  const { action, accepted, failed, left, unsent } = report
  const { label } = actionOf(action)
  const again = failed.length + unsent.length
  return (
    <section
      ref={ref}
      tabIndex={-1}
      aria-label="Result of the bulk action"
      aria-describedby={id}
      className="rounded-lg border border-line bg-surface p-4"
    >
      <div className="flex flex-wrap items-start justify-between gap-2">
        <p id={id} className="flex items-center gap-2 font-medium">
          <Icon
            name={again > 0 ? 'warning' : 'check'}
            className={again > 0 ? 'text-bad' : 'text-good'}
          />
          {label}: accepted for {accepted} of {accepted + again + left.length}
          {failed.length > 0 && `, ${failed.length} failed`}
          {unsent.length > 0 && `, ${unsent.length} not sent`}
        </p>
        <div className="flex gap-2">
          {again > 0 && (
            <Button size="sm" icon="refresh" onClick={onRetry}>
              Retry failed
            </Button>
          )}
          <Button size="sm" variant="quiet" onClick={onDismiss}>
            Dismiss
          </Button>
        </div>
      </div>
      {failed.length > 0 && (
        <ul aria-label="Failed" className="mt-3 flex flex-col gap-2">
          {failed.slice(0, NAMED).map(({ cvm, problem }) => (
            <li key={cvm.id} className="text-sm wrap-anywhere">
              <span className="font-medium">{cvm.name}</span>: {problem.title}.{' '}
              {problem.why && `${problem.why} `}
              {problem.next && <span className="text-muted">{problem.next}</span>}
            </li>
          ))}
          {failed.length > NAMED && <li>and {failed.length - NAMED} more</li>}
        </ul>
      )}
      {left.length > 0 && (
        <Disclosure summary={`${left.length} left out`} className="mt-2 text-sm">
          <ul className="flex flex-col gap-1">
            {left.slice(0, NAMED).map(({ cvm, why }) => (
              <li key={cvm.id} className="wrap-anywhere">
                <span className="font-medium">{cvm.name}</span>: {why}
              </li>
            ))}
            {left.length > NAMED && <li>and {left.length - NAMED} more</li>}
          </ul>
        </Disclosure>
      )}
    </section>
  )
}
