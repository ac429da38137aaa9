import type { Ref } from 'react'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { useProvisionCvm } from '../../../queries/provision.ts'
import { RetryWait } from '../../actions/RetryWait.tsx'
import { deploymentOf, fingerprintOf } from '../deployment.ts'
import { needOf } from '../resources/catalogue.ts'
import { QuotaLeftLine } from '../../money/QuotaLeftLine.tsx'
import { StrangersCard } from '../../strangers/StrangersCard.tsx'
import { StepFailure } from '../StepFailure.tsx'
import { StepHeading } from '../StepHeading.tsx'
import type { Step } from '../steps.ts'
import type { Wizard } from '../useWizard.ts'
import { AskedFor } from './AskedFor.tsx'
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
        <AskedFor wizard={wizard} keys={keys} />
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
