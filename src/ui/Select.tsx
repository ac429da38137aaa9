import { BareSelect, type BareSelectProps } from './BareSelect.tsx'
import { Field, type FieldProps } from './Field.tsx'
import { fieldOnly } from './TextField.tsx'

/** One of a list; `children` are <option>s. Other attributes go to the <select>. */
export function Select({
  label,
  hint,
  error,
  aside,
  className,
  ...select
}: FieldProps & Omit<BareSelectProps, 'id'>) {
  return (
    <Field {...fieldOnly({ label, hint, error, aside, className })}>
      {(control) => <BareSelect {...select} {...control} />}
    </Field>
  )
}
