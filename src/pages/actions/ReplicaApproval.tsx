import type { CvmRow } from '../../queries/cvmRow.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { ApprovalStep } from '../onchain/ApprovalStep.tsx'
import { ReplicaResults } from './ReplicaResults.tsx'
import type { ReplicaResult } from './replication.ts'

/** A replica whose contract has to allow it first: the next step of replicating, and no failure. */
export function ReplicaApproval({
  cvm,
  waiting: { approval, error = null },
  results,
  busy,
  onConfirm,
  onForgive,
  onGiveUp,
  onClose,
}: {
  cvm: CvmRow
  waiting: Extract<ReplicaResult, { state: 'approval' }>
  results: readonly ReplicaResult[]
  busy: boolean
  onConfirm: (transactionHash: string) => void
  onForgive: () => void
  onGiveUp: () => void
  onClose: () => void
}) {
  return (
    <Dialog
      wide
      title={`Replicate ${cvm.name}`}
      onClose={onClose}
      pending={busy}
      error={undefined}
      footer={null}
    >
      <div className="flex flex-col gap-4">
        {results.length > 1 && <ReplicaResults results={results} />}
        <ApprovalStep
          cvmId={cvm.id}
          // Only for an update does the API say that its token works without a sign-in.
          approval={{ ...approval, commit_token: null }}
          takesAllowed
          back="Back"
          update={{
            isPending: busy,
            error: error as Error | null,
            wait: null,
            cancel: onGiveUp,
            reset: onForgive,
            confirmWith: onConfirm,
            giveUp: onGiveUp,
          }}
        />
      </div>
    </Dialog>
  )
}
