import { useState } from 'react'
import { Button } from '../../../ui/Button.tsx'
import type { Decision } from './env-draft.ts'
import type { EnvPlan } from './env-plan.ts'
import { EnvRowView } from './EnvRowView.tsx'

const SHOWN = 100

/** A row for every variable; of very many only the first are drawn until more are asked for. */
export function Rows({
  plan,
  onDecide,
  onGive,
  onRemove,
}: {
  plan: EnvPlan
  onDecide: (keys: readonly string[], decision: Decision) => void
  onGive: (key: string, value: string) => void
  onRemove: (key: string) => void
}) {
  const [limit, setLimit] = useState(SHOWN)
  const { rows, undecided } = plan
  const existing = rows.filter((one) => one.existing).length
  if (rows.length === 0) {
    return (
      <p className="text-muted">
        It has none, and its compose file refers to none. Add one below, or paste a .env file.
      </p>
    )
  }
  return (
    <>
      {existing > 0 && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md bg-sunken px-3 py-2">
          <span role="status" className="mr-auto">
            {existing - undecided.length} of {existing} decided
          </span>
          {undecided.length > 1 && (
            <>
              <Button size="sm" onClick={() => onDecide(undecided, 'reenter')}>
                Re-enter the other {undecided.length}
              </Button>
              <Button size="sm" onClick={() => onDecide(undecided, 'drop')}>
                Drop the other {undecided.length}
              </Button>
            </>
          )}
        </div>
      )}
      <ul aria-label="Variables" className="flex flex-col divide-y divide-line">
        {rows.slice(0, limit).map((one) => (
          <EnvRowView
            key={one.row.key}
            row={one}
            onDecide={onDecide}
            onGive={onGive}
            onRemove={onRemove}
          />
        ))}
      </ul>
      {rows.length > limit && (
        <Button className="self-start" onClick={() => setLimit(limit + 5 * SHOWN)}>
          Show more ({limit} of {rows.length})
        </Button>
      )}
    </>
  )
}
