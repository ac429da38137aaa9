import { useState } from 'react'
import { controlLook } from '../../../ui/control-look.ts'
import { cx } from '../../../ui/class-names.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'

/**
 * The field that a log is searched with, and what it found. What is typed is kept here: a letter draws
 * this field, and the lines when there is something to mark in them.
 */
export function LogSearch({
  query,
  at,
  total,
  onQuery,
  onStep,
}: {
  /** What has been looked for. */
  query: string
  /** Place of the current match among all, from 1; 0 when there is none. */
  at: number
  total: number
  onQuery: (query: string) => void
  onStep: (by: 1 | -1) => void
}) {
  const [typed, setTyped] = useState(query)
  return (
    <span className="flex min-w-0 flex-1 basis-72 items-center gap-1">
      <div className="relative flex min-w-32 flex-1 items-center">
        <Icon name="search" className="pointer-events-none absolute left-2.5 text-muted" />
        <input
          type="search"
          aria-label="Search log"
          placeholder="Search"
          spellCheck={false}
          value={typed}
          onChange={({ target: { value } }) => {
            setTyped(value)
            onQuery(value)
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1)
          }}
          className={cx(controlLook, 'h-8 pl-8')}
        />
      </div>
      <span role="status" className="px-1 text-sm text-muted tabular-nums sm:min-w-16">
        {query && `${at.toLocaleString()} of ${total.toLocaleString()}`}
      </span>
      <Step by={-1} any={total > 0} onStep={onStep} />
      <Step by={1} any={total > 0} onStep={onStep} />
    </span>
  )
}

/** Drawn again when there is something to step to or no longer, and not with each number of matches. */
function Step({ by, any, onStep }: { by: 1 | -1; any: boolean; onStep: (by: 1 | -1) => void }) {
  return (
    <IconButton
      size="sm"
      icon={by < 0 ? 'chevronUp' : 'chevronDown'}
      label={by < 0 ? 'Previous match' : 'Next match'}
      disabledReason={any ? undefined : 'Nothing found.'}
      onClick={() => onStep(by)}
    />
  )
}
