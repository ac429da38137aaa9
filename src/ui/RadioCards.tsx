import { type ReactNode, useId } from 'react'
import { FieldError } from './Field.tsx'

export type RadioCard = {
  value: string
  /** The accessible name. */
  label: string
  /** Facts below the label: read as the description. */
  children?: ReactNode
  /** Why it cannot be chosen now. */
  disabledReason?: string | undefined
}

/**
 * One of a few, each with its facts in sight; a radiogroup named by `label`. A card that cannot be
 * chosen says why.
 */
export function RadioCards({
  label,
  labelHidden = false,
  name,
  value,
  onChange,
  error,
  cards,
}: {
  label: string
  labelHidden?: boolean
  /** The form field's name, one per group. */
  name: string
  value: string | undefined
  onChange: (value: string) => void
  error?: string | undefined
  cards: readonly RadioCard[]
}) {
  const id = useId()
  return (
    <div
      role="radiogroup"
      aria-labelledby={id}
      aria-invalid={error ? true : undefined}
      aria-describedby={error ? `${id}-error` : undefined}
    >
      <div id={id} className={labelHidden ? 'sr-only' : 'mb-1 font-medium'}>
        {label}
      </div>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,14rem),1fr))] gap-2">
        {cards.map((card) => (
          <Card
            key={card.value}
            card={card}
            name={name}
            checked={card.value === value}
            onChoose={() => onChange(card.value)}
          />
        ))}
      </div>
      <FieldError id={`${id}-error`} error={error} />
    </div>
  )
}

function Card({
  card,
  name,
  checked,
  onChoose,
}: {
  card: RadioCard
  name: string
  checked: boolean
  onChoose: () => void
}) {
  const id = useId()
  const off = card.disabledReason !== undefined
  return (
    <label
      className={
        'relative flex items-start gap-2.5 rounded-md border border-line-strong/60 bg-surface p-3 ' +
        'has-checked:border-accent has-checked:bg-accent-soft has-checked:ring-1 has-checked:ring-accent ' +
        'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent ' +
        (off ? 'cursor-not-allowed bg-sunken' : 'hover:border-line-strong')
      }
    >
      <input
        type="radio"
        name={name}
        value={card.value}
        checked={checked}
        aria-disabled={off || undefined}
        aria-labelledby={`${id}-label`}
        aria-describedby={`${id}-facts`}
        className="mt-0.75 size-4 shrink-0 accent-accent outline-none"
        onChange={() => {
          if (!off) onChoose()
        }}
      />
      <span className="min-w-0 flex-1">
        <span id={`${id}-label`} className="block font-medium wrap-anywhere">
          {card.label}
        </span>
        <span id={`${id}-facts`} className="block text-sm text-muted">
          {card.children}
          {card.disabledReason && <span className="block text-warn">{card.disabledReason}</span>}
        </span>
      </span>
    </label>
  )
}
