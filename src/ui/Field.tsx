import { type ReactNode, useId } from 'react'
import { Icon } from './Icon.tsx'

/** What a control inside a Field is given, so that its label, hint and error are read with it. */
export type FieldControl = {
  id: string
  'aria-describedby'?: string
  'aria-invalid'?: true
}

export type FieldProps = {
  /** The accessible name, shown above. */
  label: string
  /** What is asked for, before anything is wrong. */
  hint?: ReactNode
  /** What is wrong with it and what to do. */
  error?: string | undefined
  /** Right of the label: "optional", a counter, a small button. */
  aside?: ReactNode
  className?: string
}

/** Label, hint and error around any control; the control is rendered by `children`. */
export function Field({
  label,
  hint,
  error,
  aside,
  className,
  children,
}: FieldProps & { children: (control: FieldControl) => ReactNode }) {
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className={className}>
      <div className="mb-1 flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {aside && <span className="text-sm text-muted">{aside}</span>}
      </div>
      {children({
        id,
        ...(described && { 'aria-describedby': described }),
        ...(error && { 'aria-invalid': true as const }),
      })}
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-sm text-muted">
          {hint}
        </p>
      )}
      <FieldError id={`${id}-error`} error={error} />
    </div>
  )
}

/** The sentence under a control; in a live region, so that it is heard when it appears. */
export function FieldError({ id, error }: { id: string; error: string | undefined }) {
  return (
    <div aria-live="polite">
      {error && (
        <p id={id} className="mt-1 flex items-start gap-1.5 text-sm text-bad">
          <Icon name="warning" className="mt-0.75 size-3.5!" />
          <span className="min-w-0 wrap-anywhere">{error}</span>
        </p>
      )}
    </div>
  )
}
