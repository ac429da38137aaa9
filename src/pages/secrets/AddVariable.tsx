import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { type SecretRow, whyBadKey } from './rows.ts'

/** A variable that the file does not name, for programs that read the environment by themselves. */
export function AddVariable({
  rows,
  onAdd,
}: {
  rows: readonly SecretRow[]
  onAdd: (key: string) => void
}) {
  const [key, setKey] = useState('')
  const [tried, setTried] = useState(false)
  const why = whyBadKey(key, rows)
  return (
    <form
      className="flex gap-2 max-sm:flex-col sm:items-start"
      onSubmit={(event) => {
        event.preventDefault()
        setTried(Boolean(why))
        if (why) return
        onAdd(key)
        setKey('')
      }}
    >
      <TextField
        label="Name of a further variable"
        mono
        className="w-full max-w-xs"
        value={key}
        error={tried || (key !== '' && why) ? why : undefined}
        onChange={(event) => {
          setKey(event.target.value.trim())
          setTried(false)
        }}
      />
      <Button type="submit" icon="plus" className="self-start sm:mt-7">
        Add variable
      </Button>
    </form>
  )
}
