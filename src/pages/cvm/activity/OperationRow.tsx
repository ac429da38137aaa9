// oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role -- see Table
import { useId, useState } from 'react'
import type { Operation } from '../../../contract/operations.ts'
import { operationTone, operationWord } from '../../../cvm/operationWords.ts'
import { elapsedMs } from '../../../cvm/progress.ts'
import { statusWord } from '../../../cvm/status.ts'
import { cx } from '../../../ui/class-names.ts'
import { Hash } from '../../../ui/Hash.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { Dash } from '../../../ui/KeyValue.tsx'
import { StatusMark } from '../../../ui/StatusMark.tsx'
import { Td } from '../../../ui/Table.tsx'
import { Time } from '../../../ui/Time.tsx'
import { duration, exactTime } from '../../../ui/time-words.ts'
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx'
import { useSecond } from '../../../ui/use-now.ts'

/** One operation; its single events open in a row of their own. */
export function OperationRow({ operation }: { operation: Operation }) {
  const { operation_type, status, error_message, started_at } = operation
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <>
      <tr role="row" className="border-t border-line">
        <Td header className="align-top">
          <button
            type="button"
            aria-expanded={open}
            aria-controls={open ? id : undefined}
            onClick={() => setOpen(!open)}
            className="-mx-1 inline-flex items-center gap-1.5 rounded-sm px-1 text-left font-medium hover:text-accent sm:whitespace-nowrap"
          >
            <Icon
              name="chevronRight"
              className={cx('transition-transform duration-100', open && 'rotate-90')}
            />
            {operationWord(operation_type)}
            <VisuallyHidden>, its events</VisuallyHidden>
          </button>
        </Td>
        <Td term="Result" className="max-w-md min-w-40 align-top">
          <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
            <StatusMark tone={operationTone(status)} />
            {statusWord(status)}
          </span>
          {error_message && <p className="text-sm text-bad wrap-anywhere">{error_message}</p>}
        </Td>
        <Td term="Who" className="align-top">
          <Who operation={operation} />
        </Td>
        <Td term="When" className="align-top">
          <Time at={started_at} />
        </Td>
        <Td end term="How long" className="align-top whitespace-nowrap">
          <HowLong operation={operation} />
        </Td>
      </tr>
      {open && (
        <tr role="row" id={id}>
          <td role="cell" colSpan={5} className="px-4 pb-3">
            <Events operation={operation} />
          </td>
        </tr>
      )}
    </>
  )
}

function Who({ operation }: { operation: Operation }) {
  const { triggered_by_username, triggered_by_email, triggered_by } = operation
  const name = triggered_by_username ?? triggered_by_email ?? triggered_by
  if (name === null || name === undefined) return <Dash />
  return (
    <span title={triggered_by_email ?? undefined} className="block max-w-48 truncate">
      {name}
    </span>
  )
}

function HowLong({ operation }: { operation: Operation }) {
  const { duration_ms, status, started_at } = operation
  if (duration_ms !== null && duration_ms !== undefined) return duration(duration_ms)
  return status === 'in_progress' ? <SoFar since={started_at} /> : <Dash />
}

function SoFar({ since }: { since: string }) {
  const ms = elapsedMs(since, useSecond())
  return ms === undefined ? <Dash /> : duration(ms)
}

function Events({ operation }: { operation: Operation }) {
  const { events, compose_hash, correlation_id } = operation
  return (
    <div className="flex flex-col gap-2 rounded-md bg-sunken p-3 text-sm">
      <ol className="flex flex-col gap-1">
        {events.map(({ event_type, timestamp, state }) => (
          <li key={`${event_type} ${timestamp}`} className="flex flex-wrap gap-x-3">
            <span className="text-muted tabular-nums">{exactTime(new Date(timestamp))}</span>
            <code className="wrap-anywhere">{event_type}</code>
            <span className="text-muted">{statusWord(state)}</span>
          </li>
        ))}
      </ol>
      <p className="flex flex-wrap gap-x-5 gap-y-1 text-muted">
        {compose_hash && (
          <span>
            Compose hash <Hash label="Compose hash" value={compose_hash} />
          </span>
        )}
        <span>
          Correlation ID <Hash label="Correlation ID" value={correlation_id} />
        </span>
      </p>
    </div>
  )
}
