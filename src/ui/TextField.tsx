import type { ComponentProps } from 'react'
import { cx } from './class-names.ts'
import { controlLook } from './control-look.ts'
import { Field, type FieldProps } from './Field.tsx'

type TextFieldProps = FieldProps &
  Omit<ComponentProps<'input'>, 'id' | 'className' | 'aria-describedby' | 'aria-invalid'> & {
    /** Set in the mono font: hashes, keys, names of variables. */
    mono?: boolean
  }

/** One line of text. Other attributes go to the <input>. */
export function TextField({
  label,
  hint,
  error,
  aside,
  className,
  mono = false,
  ...input
}: TextFieldProps) {
  return (
    <Field {...fieldOnly({ label, hint, error, aside, className })}>
      {(control) => (
        <input
          type="text"
          spellCheck={false}
          autoComplete="off"
          {...input}
          {...control}
          className={cx(controlLook, 'h-8 read-only:bg-sunken', mono && 'font-mono')}
        />
      )}
    </Field>
  )
}

/** Leaves out what is undefined, which the exact optional types of Field ask for. */
export function fieldOnly(props: {
  label: string
  hint: FieldProps['hint']
  error: string | undefined
  aside: FieldProps['aside']
  className: string | undefined
}): FieldProps {
  const { className, ...rest } = props
  return className === undefined ? rest : { ...rest, className }
}
