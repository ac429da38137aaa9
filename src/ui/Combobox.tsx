import { useId } from 'react'
import { TextField } from './TextField.tsx'

type ComboboxProps = Omit<React.ComponentProps<typeof TextField>, 'list'> & {
  /** What is offered; anything else may be typed too. */
  options: ReadonlyArray<{ value: string; label?: string }>
}

/** A text field with suggestions: the browser's own list, so that it works with every reader. */
export function Combobox({ options, ...field }: ComboboxProps) {
  const id = useId()
  return (
    <>
      <TextField {...field} list={id} />
      <datalist id={id}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </datalist>
    </>
  )
}
