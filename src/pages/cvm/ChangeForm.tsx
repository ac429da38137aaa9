import type { ReactNode } from 'react'
import type { Update } from '../../cvm/code/update.ts'
import type { Cvm } from '../../queries/cvmRow.ts'
import type { useCvmSetting } from '../../queries/updates.ts'
import { ApprovalStep } from '../onchain/ApprovalStep.tsx'
import type { Approvable } from '../onchain/useApproval.ts'
import { ApplyBar } from './ApplyBar.tsx'

type ChangeFormProps = {
  cvm: Cvm
  verb: string
  /** A setting takes effect at once; anything else may have to wait for a contract first. */
  update: Approvable | ReturnType<typeof useCvmSetting>
  /** What was refused and stands beside no field. */
  error: unknown
  /** What is asked for is what the server has. */
  same: boolean
  /** What else keeps it from being sent. */
  bad?: string | undefined
  /** The change, for other clients. */
  code: Update
  onSend: () => void
  children: ReactNode
}

/** One thing about a CVM that can be changed: its fields, and at the end what sending them does. */
export function ChangeForm(props: ChangeFormProps) {
  const { cvm, verb, update, error, same, bad, code, onSend, children } = props
  const nothing = bad ?? (same ? 'Nothing has been changed.' : undefined)
  const mayWait = 'approval' in update
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (nothing === undefined && !update.isPending) onSend()
      }}
    >
      {children}
      {mayWait && update.approval && !same ? (
        <ApprovalStep cvmId={cvm.id} approval={update.approval} update={update} />
      ) : (
        <ApplyBar
          atOnce={!mayWait}
          cvm={cvm}
          verb={verb}
          update={update}
          error={error}
          same={same}
          nothing={nothing}
          code={code}
        />
      )}
    </form>
  )
}
