import { type ReactNode, useId } from 'react'
import { BareCheckbox, type BareCheckboxProps } from './BareCheckbox.tsx'

type CheckboxProps = Omit<BareCheckboxProps, 'id' | 'className'> & {
  label: ReactNode
  hint?: ReactNode
}

/** Yes or no, with its label beside it. */
export function Checkbox({ label, hint, ...input }: CheckboxProps) {
  const id = useId()
  return (
    <label className="inline-flex items-start gap-2 pointer-coarse:min-h-11 pointer-coarse:min-w-6 pointer-coarse:items-center">
      <BareCheckbox {...input} aria-describedby={hint ? id : undefined} className="mt-0.75" />
      <span className="min-w-0">
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
