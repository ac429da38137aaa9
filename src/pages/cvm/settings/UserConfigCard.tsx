import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { confirmCvmPatch, patchCvm } from '../../../api/updates.ts'
import type { UserConfig } from '../../../contract/updates.ts'
import { whyBadSshKeys } from '../../../cvm/sshKeys.ts'
import type { Cvm } from '../../../queries/cvmRow.ts'
import { userConfigQuery } from '../../../queries/updates.ts'
import { Card } from '../../../ui/Card.tsx'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { TextArea } from '../../../ui/TextArea.tsx'
import { fieldErrorsOf } from '../../errors/field-errors.ts'
import { Loaded } from '../../errors/Loaded.tsx'
import { useApproval } from '../../onchain/useApproval.ts'
import { ChangeForm } from '../ChangeForm.tsx'
import { isSameConfig, keysText, restText, userConfigText, whyBadRest } from './user-config.ts'

/** Who may log in, and what else the system takes from its user. Not measured. */
export function UserConfigCard({ cvm }: { cvm: Cvm }) {
  const query = useQuery(userConfigQuery(cvm.id))
  return (
    <Card title="User configuration">
      <Loaded query={query} label="Loading the user configuration" height="h-40">
        {(config) => <UserConfigForm cvm={cvm} config={config} />}
      </Loaded>
    </Card>
  )
}

function UserConfigForm({ cvm, config }: { cvm: Cvm; config: UserConfig }) {
  const { id } = cvm
  const [typed, setTyped] = useState<{ keys?: string; rest?: string }>({})
  const update = useApproval(cvm)
  const { keys = keysText(config), rest = restText(config) } = typed
  const badKeys = whyBadSshKeys(keys)
  const badRest = whyBadRest(rest)
  const same = !badRest && isSameConfig(config, keys, rest)
  const refused = fieldErrorsOf(update.error, ['ssh_authorized_keys'])
  const change = (part: typeof typed) => {
    update.giveUp()
    setTyped({ ...typed, ...part })
  }
  return (
    <ChangeForm
      cvm={cvm}
      verb="Apply"
      update={update}
      error={refused.rest}
      same={same}
      code={{ kind: 'patch', fields: { user_config: badRest ? '' : userConfigText(keys, rest) } }}
      bad={badKeys || badRest ? 'Mend what is marked first.' : undefined}
      onSend={() => {
        const user_config = userConfigText(keys, rest)
        update.apply({
          send: (signal, attempt) => patchCvm({ id, user_config }, signal, attempt),
          confirm: (by) => (signal, attempt) => confirmCvmPatch({ id, ...by }, signal, attempt),
          onAccepted: () => setTyped({}),
        })
      }}
    >
      <TextArea
        label="SSH authorized keys"
        mono
        rows={4}
        hint="One public key a line. They work on dev images only; production images have no SSH."
        value={keys}
        error={badKeys ?? refused.fields.ssh_authorized_keys}
        onChange={(event) => change({ keys: event.target.value })}
      />
      <Disclosure summary="Everything else, as JSON" open={badRest !== undefined}>
        <TextArea
          label="Further user configuration"
          mono
          rows={6}
          hint="Handed to the system as it is. Not secret: anyone who can see this CVM can read it."
          value={rest}
          error={badRest}
          onChange={(event) => change({ rest: event.target.value })}
        />
      </Disclosure>
    </ChangeForm>
  )
}
