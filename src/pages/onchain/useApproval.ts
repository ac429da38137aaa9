import { useState } from 'react'
import type { Registered } from '../../api/updates.ts'
import type { OnChainApproval } from '../../contract/updates.ts'
import { type Send, type Target, useCvmUpdate } from '../../queries/updates.ts'

type Waiting = { approval: OnChainApproval; confirm: (by: Registered) => Send }

export type Change = {
  send: Send
  /** The same change once more, with the proof that its contract allows it. */
  confirm: (by: Registered) => Send
  onAccepted?: () => void
}

/**
 * A change to a CVM that a contract may have to allow first. Then `approval` says what, nothing has
 * changed yet, and `confirmWith` the hash of the transaction carries it out.
 */
export function useApproval(cvm: Target) {
  const update = useCvmUpdate(cvm)
  const [waiting, setWaiting] = useState<Waiting & { onAccepted?: (() => void) | undefined }>()
  return {
    ...update,
    approval: waiting?.approval,
    apply: ({ send, confirm, onAccepted }: Change) => {
      setWaiting(undefined)
      update.mutate(send, {
        onSuccess: (outcome) => {
          if (outcome.kind === 'accepted') onAccepted?.()
          else if (outcome.kind === 'approval')
            setWaiting({ approval: outcome.approval, confirm, onAccepted })
        },
      })
    },
    confirmWith: (transaction_hash: string) => {
      if (!waiting) return
      const { compose_hash } = waiting.approval
      update.mutate(waiting.confirm({ compose_hash, transaction_hash }), {
        onSuccess: (outcome) => {
          if (outcome.kind === 'approval') {
            setWaiting({ ...waiting, approval: outcome.approval })
            return
          }
          setWaiting(undefined)
          if (outcome.kind === 'accepted') waiting.onAccepted?.()
        },
      })
    },
    giveUp: () => {
      setWaiting(undefined)
      update.reset()
    },
  }
}

export type Approvable = ReturnType<typeof useApproval>
