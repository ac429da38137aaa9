import type { Ref } from 'react'
import { gpuMinimum, STORAGE_NOTE } from '../../../cvm/money.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { KeyValue, KeyValueList } from '../../../ui/KeyValue.tsx'
import { useProvisionCvm } from '../../../queries/provision.ts'
import { RetryWait } from '../../actions/RetryWait.tsx'
import { deploymentOf, fingerprintOf } from '../deployment.ts'
import { hasOwnSize, needOf } from '../resources/catalogue.ts'
import { priceOf } from '../resources/price.ts'
import { QuotaLeftLine } from '../../money/QuotaLeftLine.tsx'
import { StrangersCard } from '../../strangers/StrangersCard.tsx'
import { StepFailure } from '../StepFailure.tsx'
import { StepHeading } from '../StepHeading.tsx'
import type { Step } from '../steps.ts'
import type { Wizard } from '../useWizard.ts'
import { ProvisionAnswer } from './ProvisionAnswer.tsx'

/** Step 4: the API checks everything and names the app; this browser checks the API. */
export function ProvisionStep({
  wizard,
  heading,
  goTo,
}: {
  wizard: Wizard
  heading: Ref<HTMLHeadingElement>
  goTo: (step: Step) => void
}) {
  const { draft, rows, catalogue, change } = wizard
  const provision = useProvisionCvm()
  const keys = rows.map(({ key }) => key)
  const fingerprint = fingerprintOf(draft, keys)
  const record = draft.provision
  const isStale = record !== null && record.fingerprint !== fingerprint

  const send = () => {
    wizard.clearFailure()
    provision.mutate(deploymentOf(draft, keys, catalogue.known), {
      onSuccess: (answer) =>
        change(() => ({
          provision: { answer, fingerprint, at: Date.now(), contract: '', transaction_hash: '' },
          commit: null,
        })),
      onError: (error) => wizard.setFailure('provision', error),
    })
  }

  return (
    <>
      <StepHeading title="Provision" heading={heading}>
        The API checks the deployment, finds it a place and gives it an app ID. Nothing runs yet and
        nothing costs anything.
      </StepHeading>
      <Card title="What is asked for">
        <Summary wizard={wizard} keys={keys} />
        <div className="mt-4">
          <QuotaLeftLine need={needOf(draft.resources, catalogue.known)} />
        </div>
      </Card>
      <StrangersCard
        shown={{ ...draft.resources, compose: draft.compose.docker_compose_file }}
        addressOf={(port) => `https://${record?.answer.app_id ?? '…'}-${port}.…`}
      />
      <StepFailure step="provision" wizard={wizard} goTo={goTo} />
      {isStale && (
        <Banner tone="warn">
          Something was changed since it was provisioned. Provision again: what is below is of
          before.
        </Banner>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <Button
          variant={record && !isStale ? 'secondary' : 'primary'}
          pending={provision.isPending}
          onClick={send}
        >
          {record ? 'Provision again' : 'Provision'}
        </Button>
        <RetryWait wait={provision.wait} onCancel={provision.cancel} />
      </div>
      {record && !provision.isPending && (
        <ProvisionAnswer key={record.at} wizard={wizard} record={record} keys={keys} />
      )}
    </>
  )
}

function Summary({ wizard, keys }: { wizard: Wizard; keys: readonly string[] }) {
  const { resources } = wizard.draft
  const { instanceTypes } = wizard.catalogue.known
  const own = hasOwnSize(resources)
  const type = instanceTypes?.find(({ id }) => id === resources.instance_type)
  const price = type && !own ? priceOf(type.hourly_rate) : undefined
  return (
    <KeyValueList>
      <KeyValue term="Name">{resources.name}</KeyValue>
      <KeyValue term="Size">
        {own
          ? `${resources.vcpu} vCPU, ${Number(resources.memory) / 1024} GB memory`
          : resources.instance_type}
        , {resources.disk_size} GB disk
      </KeyValue>
      {price && (
        <KeyValue term="Price of compute">
          {price.hour} / hour, {price.month} / month
          {type?.requires_gpu && <span className="block">{gpuMinimum(type.hourly_rate)}</span>}
          <span className="block text-sm text-muted">{STORAGE_NOTE}</span>
        </KeyValue>
      )}
      <KeyValue term="Region">{resources.region || 'automatic'}</KeyValue>
      <KeyValue term="Variables">{keys.join(', ') || 'none'}</KeyValue>
    </KeyValueList>
  )
}
