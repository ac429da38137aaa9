import type { ComponentProps } from 'react'
import { cx } from './class-names.ts'

export type BareCheckboxProps = Omit<ComponentProps<'input'>, 'type'> & {
  /** Some of what it stands for is chosen. */
  indeterminate?: boolean
}

/** The box alone; give it an `aria-label` when there is no label around it. */
export function BareCheckbox({ indeterminate = false, className, ...input }: BareCheckboxProps) {
  return (
    <input
      {...input}
      type="checkbox"
      ref={(box) => {
        if (box) box.indeterminate = indeterminate
      }}
      className={cx(
        'check-box size-4 shrink-0 rounded-sm border border-line-strong bg-surface hover:border-ink disabled:opacity-60',
        className,
      )}
    />
  )
}
