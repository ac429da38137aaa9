import { useState } from 'react'
import { useImportGithubKeys } from '../../queries/sshKeys.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { fieldErrorsOf } from '../errors/field-errors.ts'
import { problemOf } from '../errors/problem-of.ts'

/** GitHub's own rule: letters, digits and single hyphens between them, 39 at most. */
const USERNAME = /^[a-z\d](?:-?[a-z\d]){0,38}$/i

/** All public keys of a GitHub profile at once. Anybody's: whose they are is for the reader to check. */
export function ImportCard() {
  const load = useImportGithubKeys()
  const [username, setUsername] = useState('')
  const [wrong, setWrong] = useState<string>()
  const refused = fieldErrorsOf(load.error, ['github_username'])
  const submit = () => {
    const github_username = username.trim().replace(/^@/, '')
    const valid = USERNAME.test(github_username)
    setWrong(
      valid ? undefined : 'A GitHub user name has letters, digits and single hyphens, 39 at most.',
    )
    if (valid && !load.isPending) load.mutate({ github_username })
  }
  return (
    <Card title="Import from GitHub">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <TextField
          label="GitHub user name"
          autoCapitalize="none"
          hint="Everyone can read the public keys of a profile: check that it is yours."
          readOnly={load.isPending}
          value={username}
          error={wrong ?? refused.fields.github_username}
          onChange={(event) => {
            load.reset()
            setWrong(undefined)
            setUsername(event.target.value)
          }}
        />
        {refused.rest != null && <ErrorPanel problem={problemOf(refused.rest)} />}
        <div className="flex flex-col">
          <div role="status">
            {load.data && (
              <div className="pb-4">
                <Outcome {...load.data} />
              </div>
            )}
          </div>
          <Button type="submit" icon="download" pending={load.isPending}>
            Import keys
          </Button>
        </div>
      </form>
    </Card>
  )
}

function Outcome({
  github_username,
  keys_added,
  keys_skipped,
  errors,
  answer,
}: {
  github_username: string
  keys_added: number
  keys_skipped: number
  errors: readonly string[]
  answer: 'came' | 'lost'
}) {
  const known = keys_skipped > 0 && `${counted(keys_skipped)} you have already`
  const unsure = errors.length > 0 || answer === 'lost'
  return (
    <Banner tone={unsure ? 'warn' : 'info'} icon={unsure ? 'warning' : 'check'}>
      <p>
        From {github_username}: {[`${counted(keys_added)} added`, known].filter(Boolean).join(', ')}
        .
      </p>
      {answer === 'lost' && (
        <p>
          The answer never came: this is what your list shows. Import again if keys are missing.
        </p>
      )}
      {errors.length > 0 && (
        <ul className="mt-1 list-disc pl-4 wrap-anywhere">
          {errors.map((error) => (
            <li key={error}>{error}</li>
          ))}
        </ul>
      )}
    </Banner>
  )
}

const counted = (count: number) =>
  count === 0 ? 'no key' : count === 1 ? '1 key' : `${count} keys`
