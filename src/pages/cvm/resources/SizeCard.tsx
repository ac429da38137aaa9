import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { updateCvmResources } from '../../../api/updates.ts'
import type { InstanceType } from '../../../contract/instanceTypes.ts'
import { perHour, perMonth } from '../../../cvm/money.ts'
import { quotasQuery } from '../../../queries/account.ts'
import type { Cvm } from '../../../queries/cvmRow.ts'
import { sessionQuery } from '../../../queries/session.ts'
import type { useCvmUpdate } from '../../../queries/updates.ts'
import { Card } from '../../../ui/Card.tsx'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { RadioCards } from '../../../ui/RadioCards.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { ApplyBar } from '../ApplyBar.tsx'
import { NotRead } from '../../errors/NotRead.tsx'
import { fieldErrorsOf } from '../../errors/field-errors.ts'
import { draftOf, resize, type SizeDraft } from './resize.ts'
import { SizeReview } from './SizeReview.tsx'

const FIELDS = ['instance_type', 'vcpu', 'memory', 'disk_size'] as const

/** Instance type, vCPU, memory and disk; nothing is sent before what it means has been shown. */
export function SizeCard({
  cvm,
  types,
  update,
}: {
  cvm: Cvm
  types: readonly InstanceType[]
  /** Outlives this form, which begins anew once the CVM has another size. */
  update: ReturnType<typeof useCvmUpdate>
}) {
  const typeOf = (id: string) => types.find((one) => one.id === id)
  const current = typeOf(cvm.resource.instance_type ?? '')
  const [draft, setDraft] = useState<SizeDraft>(() => draftOf(cvm, current))
  const { data: session } = useQuery(sessionQuery())
  const slug = session?.workspace.slug ?? ''
  const quotas = useQuery({ ...quotasQuery(slug), enabled: slug !== '' })

  const type = typeOf(draft.instance_type)
  const plan = resize(cvm, draft, type, quotas.data?.quotas)
  const refused = fieldErrorsOf(update.error, FIELDS)
  const change = (part: Partial<SizeDraft>) => {
    update.reset()
    setDraft({ ...draft, ...part })
  }
  // A machine without a GPU cannot become one that has some, nor the other way round.
  const fitting = types.filter((one) => !current || one.requires_gpu === current.requires_gpu)
  const runs = cvm.status === 'running'

  return (
    <Card title="Size">
      <form
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault()
          const { patch } = plan
          if (!patch || update.isPending) return
          update.mutate((signal, attempt) =>
            updateCvmResources({ id: cvm.id, ...patch, allow_restart: runs }, signal, attempt),
          )
        }}
      >
        <RadioCards
          label="Instance type"
          name="instance_type"
          value={draft.instance_type}
          error={refused.fields.instance_type}
          onChange={(instance_type) => change({ instance_type, vcpu: '', memory_gb: '' })}
          cards={fitting.map((one) => ({
            value: one.id,
            label: one.id,
            children: (
              <>
                {one.vcpu} vCPU, {one.memory_mb / 1024} GB
                <span className="block">
                  {perHour(one.hourly_rate)}
                  <span className="block">{perMonth(one.hourly_rate)}</span>
                </span>
              </>
            ),
          }))}
        />
        <TextField
          className="max-w-48"
          label="Disk size (GB)"
          inputMode="numeric"
          hint="A disk can only grow."
          value={draft.disk_gb}
          error={plan.errors.disk_size ?? refused.fields.disk_size}
          onChange={(event) => change({ disk_gb: event.target.value })}
        />
        <Disclosure
          summary="vCPU and memory of its own"
          open={draft.vcpu !== '' || draft.memory_gb !== ''}
        >
          <div className="flex flex-wrap gap-4">
            <TextField
              className="max-w-48"
              label="vCPU"
              inputMode="numeric"
              placeholder={type ? String(type.vcpu) : ''}
              value={draft.vcpu}
              error={plan.errors.vcpu ?? refused.fields.vcpu}
              onChange={(event) => change({ vcpu: event.target.value })}
            />
            <TextField
              className="max-w-48"
              label="Memory (GB)"
              inputMode="numeric"
              placeholder={type ? String(type.memory_mb / 1024) : ''}
              value={draft.memory_gb}
              error={plan.errors.memory ?? refused.fields.memory}
              onChange={(event) => change({ memory_gb: event.target.value })}
            />
          </div>
        </Disclosure>
        <SizeReview cvm={cvm} plan={plan} type={type} quotas={quotas.data} />
        <NotRead query={quotas}>What is left of the quotas could not be read.</NotRead>
        <ApplyBar
          cvm={cvm}
          verb="Resize"
          update={update}
          error={refused.rest}
          same={!plan.patch && Object.keys(plan.errors).length === 0}
          nothing={plan.patch ? undefined : whyNot(plan.errors)}
          code={{ kind: 'resources', fields: { ...plan.patch, allow_restart: runs } }}
        />
      </form>
    </Card>
  )
}

const whyNot = (errors: object) =>
  Object.keys(errors).length > 0 ? 'Mend what is marked first.' : 'Nothing has been changed.'
