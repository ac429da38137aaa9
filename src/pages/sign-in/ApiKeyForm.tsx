import { useState } from 'react'
import { ApiError } from '../../api/errors.ts'
import { shortSentence } from '../../api/sentence.ts'
import type { Connection } from '../../contract/session.ts'
import { useSignIn } from '../../queries/signIn.ts'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { connectionName } from '../layout/connection-name.ts'

/**
 * Sign in with an API key. The key lives in the field alone: it is read from there on submit, goes
 * to the server once, and is in no state of the page.
 */
export function ApiKeyForm({
  connections,
  arrive,
}: {
  /** Those that need a key; at least one. */
  connections: readonly Connection[]
  arrive: (name: string) => Promise<void>
}) {
  const [connection, setConnection] = useState(connections.at(-1) ?? 'cloud')
  const [missing, setMissing] = useState(false)
  const attempt = useSignIn(arrive)
  const error = missing
    ? 'Enter an API key.'
    : attempt.isError
      ? keyError(attempt.error)
      : undefined

  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (attempt.isPending) return
        const typed = new FormData(event.currentTarget).get('api_key')
        const key = typeof typed === 'string' ? typed.trim() : ''
        setMissing(key === '')
        if (key === '') event.currentTarget.querySelector('input')?.focus()
        else attempt.mutate({ connection, api_key: key })
      }}
    >
      {connections.length > 1 && (
        <Select
          label="Connection"
          value={connection}
          onChange={(event) => {
            const chosen = connections.find((one) => one === event.target.value)
            if (chosen) setConnection(chosen)
          }}
        >
          {connections.map((one) => (
            <option key={one} value={one}>
              {connectionName(one)}
            </option>
          ))}
        </Select>
      )}
      <TextField
        label="API key"
        type="password"
        name="api_key"
        autoComplete="current-password"
        mono
        error={error}
        hint={
          connection === 'cloud'
            ? 'From your Phala Cloud dashboard, under API tokens. It begins with phak_.'
            : 'Whoever runs this console has it. It begins with phak_.'
        }
        onChange={() => setMissing(false)}
      />
      <Button type="submit" pending={attempt.isPending || attempt.isSuccess} className="w-full">
        Sign in
      </Button>
    </form>
  )
}

/** What is wrong, in the words that belong beside the field. */
function keyError(error: unknown): string {
  if (!(error instanceof ApiError)) return String(error)
  return error.fieldErrors.find(({ field }) => field === 'api_key')?.message ?? shortSentence(error)
}
