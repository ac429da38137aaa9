import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { CvmRow } from '../../queries/cvmRow.ts'
import {
  adoptReplica,
  replicaUuids,
  useConfirmReplica,
  useReplicateCvm,
} from '../../queries/cvmActions.ts'
import { confirmOnce } from '../../queries/oneConfirmation.ts'
import { createReplication, type ReplicaResult } from './replication.ts'

type Order = { cvm: CvmRow; node_id: number | undefined; count: number }

const pause = (ms: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, ms)
  })

/** Replicas as a dialog makes them: what became of each, and the ways on. Each resolves to all made. */
export function useReplication() {
  const client = useQueryClient()
  const { mutateAsync } = useReplicateCvm()
  const { mutateAsync: confirm } = useConfirmReplica()
  const [results, setResults] = useState<readonly ReplicaResult[]>([])
  const [busy, setBusy] = useState(false)
  const [openedAt] = useState(() => Date.now())
  const under = useRef<ReturnType<typeof createReplication>>(undefined)

  const whileBusy = async (work: Promise<boolean>): Promise<boolean> => {
    setBusy(true)
    try {
      return await work
    } finally {
      setBusy(false)
    }
  }
  return {
    results,
    busy,
    start: ({ cvm, node_id, count }: Order) => {
      const { app_id } = cvm
      let isFirst = true
      under.current = createReplication(
        {
          make: async () => {
            const mayBeDouble = isFirst
            isFirst = false
            if (mayBeDouble) await confirmOnce(`replicate ${cvm.id}`, openedAt)
            const vm = await mutateAsync({ cvm, node_id })
            return { vm_uuid: vm.vm_uuid, where: vm.teepod?.name }
          },
          confirm: async ({ commit_token: token, compose_hash }, transaction_hash) => {
            const vm = await confirm({ cvm, token, compose_hash, transaction_hash })
            return { vm_uuid: vm.vm_uuid, where: vm.teepod?.name }
          },
          look: () =>
            app_id
              ? replicaUuids(client, app_id)
              : Promise.reject(new Error('A CVM without an app has no replicas to look at.')),
          found: (vm_uuid) => adoptReplica(client, { cvm, vm_uuid }),
          pause,
        },
        setResults,
      )
      return whileBusy(under.current.start(count))
    },
    goOn: () => whileBusy(under.current?.goOn() ?? Promise.resolve(false)),
    confirm: (transaction_hash: string) =>
      whileBusy(under.current?.confirm(transaction_hash) ?? Promise.resolve(false)),
    giveUp: () => under.current?.giveUp(),
    forgive: () => under.current?.forgive(),
    lookAgain: () => whileBusy(under.current?.lookAgain() ?? Promise.resolve(false)),
  }
}
