import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { nextAppIdQuery } from '../../../queries/catalogue.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { FieldError } from '../../../ui/Field.tsx'
import { Select } from '../../../ui/Select.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { problemOf } from '../../errors/problem-of.ts'
import { emptyDraft, type ResourcesDraft } from '../draft/draft.ts'
import { ADVANCED_FIELDS } from '../fields.ts'
import type { Wizard } from '../useWizard.ts'
import type { SetResources } from './ResourcesStep.tsx'

type Props = {
  wizard: Wizard
  set: SetResources
  error: (field: string) => string | undefined
}

const SWITCHES = [
  ['listed', 'Publicly listed', 'Shown to everybody in the vendor’s public list.'],
  ['public_logs', 'Public logs', 'Whoever has the address can read what the containers print.'],
  [
    'public_sysinfo',
    'Public system info',
    'Load, memory and containers are readable by everybody.',
  ],
  [
    'public_tcbinfo',
    'Public TCB info',
    'The measurements and the compose file: what others verify it with.',
  ],
  ['gateway_enabled', 'Gateway', 'Published ports get public HTTPS addresses.'],
  ['secure_time', 'Secure time', 'Wait for a verified clock before the containers start.'],
] as const

/** What most deployments leave as it is. */
export function Advanced({ wizard, set, error }: Props) {
  const { resources } = wizard.draft
  const untouched = emptyDraft('', '', 0).resources
  const isOpen = ADVANCED_FIELDS.some(
    (field) =>
      resources[field as keyof ResourcesDraft] !== untouched[field as keyof ResourcesDraft] ||
      Boolean(error(field)),
  )
  return (
    <Disclosure summary="Advanced" open={isOpen}>
      <div className="flex flex-col gap-5">
        <div className="grid gap-4 sm:grid-cols-3">
          <TextField
            label="vCPU"
            inputMode="numeric"
            value={resources.vcpu}
            hint="Instead of an instance type, together with memory."
            error={error('vcpu')}
            onChange={(event) => set({ vcpu: event.target.value.trim() })}
          />
          <TextField
            label="Memory"
            inputMode="numeric"
            value={resources.memory}
            hint="MB, in steps of 1024."
            error={error('memory')}
            onChange={(event) => set({ memory: event.target.value.trim() })}
          />
          <Select
            label="Storage filesystem"
            value={resources.storage_fs}
            onChange={(event) =>
              set({ storage_fs: event.target.value === 'ext4' ? 'ext4' : 'zfs' })
            }
          >
            <option value="zfs">zfs</option>
            <option value="ext4">ext4</option>
          </Select>
        </div>
        <fieldset className="grid gap-3 sm:grid-cols-2">
          <legend className="mb-2 font-medium">What it shows, and how it starts</legend>
          {SWITCHES.map(([field, label, hint]) => (
            <Checkbox
              key={field}
              label={label}
              hint={hint}
              checked={resources[field]}
              onChange={(event) => set({ [field]: event.target.checked })}
            />
          ))}
        </fieldset>
        <CustomAppId wizard={wizard} set={set} error={error} />
      </div>
    </Disclosure>
  )
}

/** An app id that is known before the deployment, for what has to name it (a contract, a domain). */
function CustomAppId({ wizard, set, error }: Props) {
  const { resources } = wizard.draft
  const client = useQueryClient()
  const [pending, setPending] = useState(false)
  const [trouble, setTrouble] = useState<string>()
  const take = async () => {
    setPending(true)
    try {
      const { app_ids } = await client.fetchQuery(nextAppIdQuery())
      const [next] = app_ids
      if (next) set({ app_id: next.app_id, nonce: String(next.nonce) })
      setTrouble(undefined)
    } catch (thrown) {
      setTrouble(problemOf(thrown).title)
    } finally {
      setPending(false)
    }
  }
  return (
    <div className="flex flex-col gap-2">
      <div className="grid gap-4 sm:grid-cols-[2fr_1fr]">
        <TextField
          label="Custom app ID"
          mono
          value={resources.app_id}
          error={error('app_id')}
          onChange={(event) => set({ app_id: event.target.value.trim() })}
        />
        <TextField
          label="Nonce"
          inputMode="numeric"
          value={resources.nonce}
          error={error('nonce')}
          onChange={(event) => set({ nonce: event.target.value.trim() })}
        />
      </div>
      <div>
        <Button size="sm" pending={pending} onClick={() => void take()}>
          Take a new app ID
        </Button>
        <FieldError id="next-app-id" error={trouble} />
      </div>
    </div>
  )
}
