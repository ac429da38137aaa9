import { useState } from 'react'
import type { SshKey } from '../../contract/sshKeys.ts'
import { isSameSshKey, sshKeyComment, sshKeysIn, whyBadPublicKey } from '../../cvm/sshKeys.ts'
import { useCreateSshKey } from '../../queries/sshKeys.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { toast } from '../../ui/toast.ts'
import { fieldErrorsOf } from '../errors/field-errors.ts'
import { problemOf } from '../errors/problem-of.ts'

/** Characters, as the API limits it. */
const LONGEST_NAME = 100
const NOTHING = { name: '', public_key: '' }

/** A key that is pasted. What is wrong with it is said before it is sent. */
export function AddKeyCard({ keys }: { keys: readonly SshKey[] }) {
  const add = useCreateSshKey()
  const [typed, setTyped] = useState(NOTHING)
  const [tried, setTried] = useState(false)
  const comment = sshKeyComment(typed.public_key).slice(0, LONGEST_NAME)
  const name = typed.name.trim() || comment
  const wrong = {
    name: name === '' ? 'Give it a name, or paste a key with a comment.' : undefined,
    public_key: whyNot(typed.public_key, keys),
  }
  const refused = fieldErrorsOf(add.error, ['name', 'public_key'])
  const isKeyLooked = tried || typed.public_key.trim() !== ''

  const change = (part: Partial<typeof NOTHING>) => {
    add.reset()
    setTyped({ ...typed, ...part })
  }
  const submit = () => {
    setTried(true)
    const [public_key] = sshKeysIn(typed.public_key)
    if (add.isPending || wrong.name || wrong.public_key || !public_key) return
    add.mutate(
      { name, public_key },
      {
        onSuccess: () => {
          toast.done(`SSH key ${name} added`)
          setTyped(NOTHING)
          setTried(false)
        },
      },
    )
  }

  return (
    <Card title="Add a key">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <TextArea
          label="Public key"
          mono
          rows={4}
          placeholder="ssh-ed25519 AAAA… you@laptop"
          hint="One line in OpenSSH form, such as ~/.ssh/id_ed25519.pub."
          autoComplete="off"
          readOnly={add.isPending}
          value={typed.public_key}
          error={(isKeyLooked ? wrong.public_key : undefined) ?? refused.fields.public_key}
          onChange={(event) => change({ public_key: event.target.value })}
        />
        <TextField
          label="Name"
          maxLength={LONGEST_NAME}
          placeholder={comment}
          hint={comment && typed.name.trim() === '' ? 'Left empty: the key’s comment.' : undefined}
          readOnly={add.isPending}
          value={typed.name}
          error={(tried ? wrong.name : undefined) ?? refused.fields.name}
          onChange={(event) => change({ name: event.target.value })}
        />
        {refused.rest != null && <ErrorPanel problem={problemOf(refused.rest)} />}
        <Button type="submit" variant="primary" icon="plus" pending={add.isPending}>
          Add key
        </Button>
      </form>
    </Card>
  )
}

function whyNot(text: string, keys: readonly SshKey[]): string | undefined {
  const [key] = sshKeysIn(text)
  const same = key && keys.find(({ public_key }) => isSameSshKey(public_key, key))
  return whyBadPublicKey(text) ?? (same ? `This key is there already: ${same.name}.` : undefined)
}
