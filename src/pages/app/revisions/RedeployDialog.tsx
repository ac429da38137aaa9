import { useQueries, useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { approvalOf } from '../../../api/approval.ts'
import { ApiError } from '../../../api/errors.ts'
import type { Revision } from '../../../contract/apps.ts'
import { bareAppId } from '../../../contract/ids.ts'
import type { OnChainApproval } from '../../../contract/updates.ts'
import { appRevisionQuery } from '../../../queries/apps.ts'
import type { CvmRow } from '../../../queries/cvmRow.ts'
import { cvmComposeFileQuery } from '../../../queries/observe.ts'
import { type RedeployResult, useRedeploy } from '../../../queries/redeploy.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { shorten } from '../../../ui/Hash.tsx'
import { toast } from '../../../ui/toast.ts'
import { ShowAsCode } from '../../code/ShowAsCode.tsx'
import { problemOf } from '../../errors/problem-of.ts'
import { ApprovalStep } from '../../onchain/ApprovalStep.tsx'
import { replicaNames } from '../replica-names.ts'
import { allowedKeys, documentOf } from './compare.ts'
import { TargetChoice } from './TargetChoice.tsx'

const FORM = 'redeploy-form'

/** Brings chosen CVMs to a revision, after saying what comes back with it and what does not. */
export function RedeployDialog({
  appId,
  revision,
  cvms,
  onClose,
}: {
  appId: string
  revision: Revision
  cvms: readonly CvmRow[]
  onClose: () => void
}) {
  const redeploy = useRedeploy()
  const meaning = useId()
  const [ids, setIds] = useState<ReadonlySet<string>>(
    () => new Set(cvms.length === 1 ? cvms.map(({ id }) => id) : []),
  )
  const [missed, setMissed] = useState<RedeployResult[]>()
  const [approval, setApproval] = useState<OnChainApproval>()
  const chosen = cvms.filter(({ id }) => ids.has(id))
  const lacking = useLackingKeys(appId, revision, chosen)
  const names = replicaNames(cvms)

  // That a contract has to allow it first is no failure but the next step.
  const error = redeploy.error && !approvalIn(redeploy.error) ? redeploy.error : null

  const submit = (transaction_hash?: string) => {
    if (redeploy.isPending || chosen.length === 0) return
    setMissed(undefined)
    redeploy.mutate(
      { app_id: appId, revision, cvms: chosen, transaction_hash },
      {
        onError: (failure) => setApproval((before) => approvalIn(failure) ?? before),
        onSuccess: (results) => {
          setApproval(undefined)
          const begun = results.filter(({ outcome }) => outcome.state === 'accepted')
          const rest = results.filter(({ outcome }) => outcome.state !== 'accepted')
          if (begun.length > 0) toast.info(`Redeploying ${named(begun)}`)
          if (rest.length === 0) return onClose()
          setMissed(rest)
          setIds(new Set(rest.map(({ cvm }) => cvm.id)))
        },
      },
    )
  }
  const [first] = chosen
  if (approval && first) {
    return (
      <Dialog
        wide
        title={`Redeploy ${shorten(revision.revision_id)}`}
        pending={redeploy.isPending}
        error={undefined}
        onClose={onClose}
        footer={null}
      >
        <ApprovalStep
          cvmId={first.id}
          // What the API hands out for somebody else is for one CVM.
          approval={chosen.length > 1 ? { ...approval, commit_token: null } : approval}
          update={{
            isPending: redeploy.isPending,
            error,
            wait: null,
            cancel: redeploy.reset,
            reset: redeploy.reset,
            confirmWith: submit,
            giveUp: () => {
              setApproval(undefined)
              redeploy.reset()
            },
          }}
        />
      </Dialog>
    )
  }
  return (
    <Dialog
      title={`Redeploy ${shorten(revision.revision_id)}`}
      pending={redeploy.isPending}
      error={error ? problemOf(error) : undefined}
      onClose={onClose}
      describedBy={meaning}
      footer={
        <>
          <Button
            onClick={onClose}
            disabledReason={redeploy.isPending ? 'The request is under way.' : undefined}
          >
            {missed ? 'Close' : 'Cancel'}
          </Button>
          <ShowAsCode
            cvm={first ?? { id: '', name: '' }}
            update={
              first && {
                kind: 'redeploy',
                app_id: bareAppId(appId),
                revision_id: revision.revision_id,
                vm_uuids: chosen.flatMap(({ vm_uuid }) => vm_uuid ?? []),
              }
            }
          />
          <Button
            type="submit"
            form={FORM}
            variant="primary"
            pending={redeploy.isPending}
            disabledReason={
              chosen.length === 0 && !redeploy.isPending ? 'Choose a CVM first.' : undefined
            }
          >
            {error || missed ? 'Try again' : 'Redeploy'}
          </Button>
        </>
      }
    >
      <form
        id={FORM}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <div id={meaning} className="flex flex-col gap-4">
          <p>
            The compose file, the pre-launch script, the settings measured with them and the user
            config become those of this revision. A CVM that runs restarts.
          </p>
          <Banner tone="warn">
            <strong>Disks and secrets are not rolled back.</strong> What a newer version has written
            or migrated stays as it is, and so do the values of the environment that were set last.
          </Banner>
        </div>
        <TargetChoice
          cvms={cvms}
          revision={revision}
          chosen={ids}
          onChoose={(next) => {
            redeploy.reset()
            setMissed(undefined)
            setIds(next)
          }}
        />
        {lacking.length > 0 && (
          <p className="text-warn">
            This revision takes environment keys that are not set now: {lacking.join(', ')}. They
            are empty until you set them.
          </p>
        )}
        {missed && (
          <div role="alert">
            <ul aria-label="Not redeployed" className="list-disc pl-5 text-bad wrap-anywhere">
              {missed.map(({ cvm, outcome }) => (
                <li key={cvm.id}>
                  {names.get(cvm.id)}:{' '}
                  {outcome.state === 'refused'
                    ? outcome.why
                    : 'no answer came, and it does not look as if it had begun.'}
                </li>
              ))}
            </ul>
          </div>
        )}
      </form>
    </Dialog>
  )
}

const approvalIn = (error: unknown) => (error instanceof ApiError ? approvalOf(error) : undefined)

const named = (results: readonly RedeployResult[]) =>
  results.length === 1 ? results[0]?.cvm.name : `${results.length} CVMs`

/** Keys that the revision allows and that a chosen CVM is not given today. */
function useLackingKeys(appId: string, revision: Revision, chosen: readonly CvmRow[]): string[] {
  const { data: detail } = useQuery(appRevisionQuery(appId, revision.revision_id))
  const now = useQueries({
    queries: chosen.map(({ id }) => cvmComposeFileQuery(id)),
    combine: (results) => results.flatMap(({ data }) => (data ? [data] : [])),
  })
  if (!detail) return []
  return allowedKeys(documentOf(detail)).filter((key) =>
    now.some(({ allowed_envs }) => !(allowed_envs ?? []).includes(key)),
  )
}
