import { mayHaveArrived } from '../../api/errors.ts'

/** What became of one replica that was asked for. */
export type ReplicaResult =
  | { state: 'waiting' }
  | { state: 'asking' }
  /** `where`: the node, if the answer came and named it. */
  | { state: 'made'; where: string | undefined; answer: 'came' | 'lost' }
  | { state: 'refused'; error: unknown }
  /** It was sent and nobody knows: no answer, and no new replica to be seen. */
  | { state: 'unknown'; error: unknown }

export type ReplicationDeps = {
  make: () => Promise<{ vm_uuid: string | null; where: string | undefined }>
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
    try {
      const { vm_uuid, where } = await deps.make()
      if (vm_uuid) known?.add(vm_uuid)
      set(at, { state: 'made', where, answer: 'came' })
      return true
    } catch (error) {
      if (!mayHaveArrived(error)) {
        set(at, { state: 'refused', error })
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
    /** Looks once more for the one that is not known of, then asks for the rest if it is there. */
    async lookAgain(): Promise<boolean> {
      const at = results.findIndex(({ state }) => state === 'unknown')
      if (at < 0 || !(await lookFor(at, [0]))) return false
      return rest()
    },
  }
}
