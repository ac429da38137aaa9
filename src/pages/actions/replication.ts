import { approvalOf } from '../../api/approval.ts'
import { ApiError, mayHaveArrived } from '../../api/errors.ts'
import type { OnChainApproval } from '../../contract/updates.ts'

/** What became of one replica that was asked for. */
export type ReplicaResult =
  | { state: 'waiting' }
  | { state: 'asking' }
  /** `where`: the node, if the answer came and named it. */
  | { state: 'made'; where: string | undefined; answer: 'came' | 'lost' }
  | { state: 'refused'; error: unknown }
  /** Nothing is made yet: a contract has to allow it first. `error`: why a proof was not taken. */
  | { state: 'approval'; approval: Approval; error?: unknown }
  /** It was sent and nobody knows: no answer, and no new replica to be seen. */
  | { state: 'unknown'; error: unknown }

/** Without a token nothing could ever confirm it. */
export type Approval = OnChainApproval & { commit_token: string }

type Made = { vm_uuid: string | null; where: string | undefined }

export type ReplicationDeps = {
  make: () => Promise<Made>
  /** The same for a replica that waited for its contract, with the transaction that allows it. */
  confirm: (approval: Approval, transaction_hash: string) => Promise<Made>
  /** The uuids of all replicas there are now. */
  look: () => Promise<ReadonlySet<string>>
  /** A replica was found whose answer had not come. */
  found: (vm_uuid: string) => Promise<void>
  pause: (ms: number) => Promise<void>
}

/** A new CVM may show only after a moment: so often, with these pauses, it is looked for. */
const LOOKS_MS = [0, 1_000, 3_000]

/**
 * Asks for replicas one after another, each in a request of its own that is never sent again by
 * itself. Where an answer is lost, the app is looked at: a replica that was not there before is the
 * one. It stops at the first that was refused or is not known of.
 */
export function createReplication(deps: ReplicationDeps, show: (results: ReplicaResult[]) => void) {
  let results: ReplicaResult[] = []
  let known: Set<string> | undefined

  const set = (at: number, result: ReplicaResult) => {
    results = results.with(at, result)
    show(results)
  }

  async function lookFor(at: number, pauses: readonly number[]): Promise<boolean> {
    for (const ms of pauses) {
      if (ms > 0) await deps.pause(ms)
      const now = await deps.look().catch(() => undefined)
      const fresh = now && known && [...now].find((uuid) => !known?.has(uuid))
      if (!fresh) continue
      known?.add(fresh)
      set(at, { state: 'made', where: undefined, answer: 'lost' })
      await deps.found(fresh)
      return true
    }
    return false
  }

  /** Resolves to whether the replica is there. */
  async function ask(at: number): Promise<boolean> {
    set(at, { state: 'asking' })
    return attempt(at, deps.make)
  }

  async function attempt(at: number, send: () => Promise<Made>, waited?: Approval) {
    try {
      const { vm_uuid, where } = await send()
      if (vm_uuid) known?.add(vm_uuid)
      set(at, { state: 'made', where, answer: 'came' })
      return true
    } catch (error) {
      const approval = approvalIn(error)
      if (approval) {
        set(at, { state: 'approval', approval })
        return false
      }
      if (!mayHaveArrived(error)) {
        set(
          at,
          waited ? { state: 'approval', approval: waited, error } : { state: 'refused', error },
        )
        return false
      }
      if (await lookFor(at, LOOKS_MS)) return true
      set(at, { state: 'unknown', error })
      return false
    }
  }

  /** Asks for all that are not there; resolves to whether they are now. */
  async function rest(): Promise<boolean> {
    for (let at = 0; at < results.length; at++) {
      const { state } = results[at] ?? { state: 'made' }
      if (state !== 'made' && !(await ask(at))) return false
    }
    return true
  }

  return {
    async start(count: number): Promise<boolean> {
      results = Array.from({ length: count }, () => ({ state: 'waiting' }))
      show(results)
      // Where it cannot be read what is there, a lost answer stays unknown.
      known = await deps.look().then(
        (uuids) => new Set(uuids),
        () => undefined,
      )
      return rest()
    },
    /** The person wants the missing ones asked for, also the one that is not known of. */
    goOn: rest,
    /** The contract allows the one that waited for it; asks for the rest once it is there. */
    async confirm(transaction_hash: string): Promise<boolean> {
      const at = results.findIndex(({ state }) => state === 'approval')
      const waiting = results[at]
      if (waiting?.state !== 'approval') return false
      const { approval } = waiting
      set(at, { state: 'approval', approval })
      const send = () => deps.confirm(approval, transaction_hash)
      return (await attempt(at, send, approval)) && rest()
    },
    /** Does not wait for the contract: nothing of that one was made. */
    giveUp(): void {
      const left = results.map<ReplicaResult>((result) =>
        result.state === 'approval' ? { state: 'waiting' } : result,
      )
      results = left.some(({ state }) => state !== 'waiting') ? left : []
      show(results)
    },
    /** What was wrong with the last proof has been read. */
    forgive(): void {
      results = results.map((result) =>
        result.state === 'approval' ? { state: 'approval', approval: result.approval } : result,
      )
      show(results)
    },
    /** Looks once more for the one that is not known of, then asks for the rest if it is there. */
    async lookAgain(): Promise<boolean> {
      const at = results.findIndex(({ state }) => state === 'unknown')
      if (at < 0 || !(await lookFor(at, [0]))) return false
      return rest()
    },
  }
}

function approvalIn(error: unknown): Approval | undefined {
  const approval = error instanceof ApiError ? approvalOf(error) : undefined
  return approval?.commit_token ? { ...approval, commit_token: approval.commit_token } : undefined
}
