import { type ReactNode, useRef } from 'react'
import type { ButtonSize } from './button-look.ts'
import { Button } from './Button.tsx'

/** A button that opens the browser's file chooser; what was chosen once can be chosen again. */
export function FileButton({
  label,
  accept,
  multiple,
  size = 'md',
  onChoose,
  children,
}: {
  /** Names the field behind the button: "Compose file to upload". */
  label: string
  accept?: string
  multiple?: boolean
  size?: ButtonSize
  /** Gets at least one file. */
  onChoose: (files: [File, ...File[]]) => void
  children: ReactNode
}) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button size={size} icon="upload" onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        aria-label={label}
        accept={accept}
        multiple={multiple}
        hidden
        onChange={({ target }) => {
          const [first, ...others] = target.files ?? []
          if (first) onChoose([first, ...others])
          target.value = ''
        }}
      />
    </>
  )
}
