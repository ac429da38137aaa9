import { useId } from 'react'
import { FieldError } from '../../../ui/Field.tsx'
import { SecretField } from '../../secrets/SecretField.tsx'
import type { Decision } from './env-draft.ts'
import type { EnvRow } from './env-plan.ts'

/** One variable: what becomes of it, and its value where it gets one. */
export function EnvRowView({
  row: { row, existing, decision, value, error },
  onDecide,
  onGive,
  onRemove,
}: {
  row: EnvRow
  onDecide: (keys: readonly string[], decision: Decision) => void
  onGive: (key: string, value: string) => void
  onRemove: (key: string) => void
}) {
  const id = useId()
  const { key } = row
  const field = (
    <SecretField
      row={row}
      value={value}
      again={false}
      error={error}
      onChange={(next) => onGive(key, next)}
      onRemove={row.origin === 'added' && !existing ? () => onRemove(key) : undefined}
    />
  )
  return (
    <li className="grid items-start gap-x-6 gap-y-2 py-4 first:pt-1 md:grid-cols-[minmax(0,17rem)_minmax(0,1fr)]">
      {existing ? (
        <fieldset className="min-w-0">
          <legend className="mb-1 font-mono font-medium wrap-anywhere">
            <span className="sr-only">Decision for </span>
            {key}
          </legend>
          <div className="flex gap-4">
            <Choice name={id} now={decision} choice="reenter" onChoose={(d) => onDecide([key], d)}>
              Re-enter
            </Choice>
            <Choice name={id} now={decision} choice="drop" onChoose={(d) => onDecide([key], d)}>
              Drop
            </Choice>
          </div>
        </fieldset>
      ) : (
        <div>
          <p className="font-mono font-medium wrap-anywhere">{key}</p>
          <p className="text-sm text-muted">
            {row.origin === 'compose' ? 'new in the compose file' : 'new'}
          </p>
        </div>
      )}
      {!existing || decision === 'reenter' ? (
        field
      ) : (
        <div className="self-center text-sm text-muted">
          {decision === 'drop'
            ? 'Goes with this update.'
            : 'Not decided. Its value cannot be read back.'}
          <FieldError id={`${id}-error`} error={error} />
        </div>
      )}
    </li>
  )
}

function Choice({
  name,
  now,
  choice,
  onChoose,
  children,
}: {
  name: string
  now: Decision | undefined
  choice: Decision
  onChoose: (choice: Decision) => void
  children: string
}) {
  return (
    <label className="inline-flex items-center gap-1.5 pointer-coarse:min-h-11">
      <input
        type="radio"
        name={name}
        checked={now === choice}
        onChange={() => onChoose(choice)}
        className="size-4 accent-accent"
      />
      {children}
    </label>
  )
}
