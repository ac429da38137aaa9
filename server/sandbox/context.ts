import type { ChaosOptions } from './chaos.ts'
import type { AppStore } from './store/apps.ts'
import type { CvmStore } from './store/cvms.ts'
import type { Refusals } from './refusals.ts'
import type { Db } from './store/db.ts'
import type { pendingStore } from './store/pending.ts'
import type { operationStore, revisionStore, sshKeyStore } from './store/records.ts'
import type { provisionStore } from './store/provisions.ts'

/** What every route works with. */
export type Context = {
  db: Db
  cvms: CvmStore
  apps: AppStore
  operations: ReturnType<typeof operationStore>
  revisions: ReturnType<typeof revisionStore>
  provisions: ReturnType<typeof provisionStore>
  sshKeys: ReturnType<typeof sshKeyStore>
  pending: ReturnType<typeof pendingStore>
  refusals: Refusals
  /** The API key. */
  key: string
  /** Root of all app keys. */
  rootSeed: Uint8Array
  /** A number that no app id has been made of yet. */
  nextNonce: () => number
  /** Ms since 1970. */
  now: () => number
  /** How long something takes here that takes `ms` at normal speed. */
  scaled: (ms: number) => number
  publicUrl: () => string
  chaos: ChaosOptions | undefined
  /** Resolves when anything has been written, or after `ms`; for streams. */
  changed: (ms: number, signal: AbortSignal) => Promise<void>
  /** Wakes those who wait for a change. */
  notify: () => void
}
