import { type ComponentProps, type ReactNode, useId } from 'react'
import { cx } from './class-names.ts'

type CheckboxProps = Omit<ComponentProps<'input'>, 'type' | 'id' | 'className'> & {
  label: ReactNode
  hint?: ReactNode
  /** Some of what it stands for is chosen. */
  indeterminate?: boolean
  /** The label is read out only. */
  labelHidden?: boolean
}

/** Yes or no, with its label beside it. */
export function Checkbox({
  label,
  hint,
  indeterminate = false,
  labelHidden = false,
  ...input
}: CheckboxProps) {
  const id = useId()
  return (
    <label
      className={cx(
        'inline-flex items-start gap-2 pointer-coarse:min-h-11 pointer-coarse:min-w-6 pointer-coarse:items-center',
        // Alone in a cell it takes a finger's width all the same, without making the cell wider.
        labelHidden &&
          'pointer-coarse:relative pointer-coarse:after:absolute pointer-coarse:after:inset-y-0 pointer-coarse:after:-inset-x-2.5',
      )}
    >
      <input
        {...input}
        type="checkbox"
        ref={(box) => {
          if (box) box.indeterminate = indeterminate
        }}
        aria-describedby={hint ? id : undefined}
        className={`check-box size-4 shrink-0 rounded-sm border border-line-strong bg-surface hover:border-ink disabled:opacity-60 ${labelHidden ? '' : 'mt-0.75'}`}
      />
      <span className={labelHidden ? 'sr-only' : 'min-w-0'}>
        {label}
        {hint && (
          <span id={id} className="block text-sm text-muted">
            {hint}
          </span>
        )}
      </span>
    </label>
  )
}
