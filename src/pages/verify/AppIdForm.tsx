import { useState } from 'react'
import { useNavigate } from 'react-router'
import { bareAppId } from '../../contract/ids.ts'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'

/** To the public proof of an app, by its id. */
export function AppIdForm({ initial = '' }: { initial?: string }) {
  const navigate = useNavigate()
  const [value, setValue] = useState(initial)
  const [error, setError] = useState<string>()
  const bare = bareAppId(value.trim())
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (/^[0-9a-f]{40}$/.test(bare)) void navigate(paths.verify(bare))
        else
          setError('An app ID has 40 hexadecimal digits, with or without app_ or 0x before them.')
      }}
    >
      <TextField
        mono
        label="App ID"
        placeholder="40 hexadecimal digits"
        hint="All running replicas of the app are checked. Nobody needs to sign in for it."
        error={error}
        value={value}
        onChange={(event) => {
          setValue(event.target.value)
          setError(undefined)
        }}
      />
      <div>
        <Button type="submit" variant="primary" icon="shield">
          Verify app
        </Button>
      </div>
    </form>
  )
}
