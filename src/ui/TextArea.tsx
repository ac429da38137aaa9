import type { ComponentProps } from 'react'
import { cx } from './class-names.ts'
import { controlLook } from './control-look.ts'
import { Field, type FieldProps } from './Field.tsx'
import { fieldOnly } from './TextField.tsx'

type TextAreaProps = FieldProps &
  Omit<ComponentProps<'textarea'>, 'id' | 'className' | 'aria-describedby' | 'aria-invalid'> & {
    mono?: boolean
  }

/** Several lines of text. Other attributes go to the <textarea>. */
export function TextArea({
  label,
  hint,
  error,
  aside,
  className,
  mono = false,
  ...area
}: TextAreaProps) {
  return (
    <Field {...fieldOnly({ label, hint, error, aside, className })}>
      {(control) => (
        <textarea
          spellCheck={false}
          rows={5}
          {...area}
          {...control}
          className={cx(controlLook, 'resize-y py-1.5', mono && 'font-mono')}
        />
      )}
    </Field>
  )
}
