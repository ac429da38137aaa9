import { transact, writeNow } from '../../drafts/database.ts'
import { type Draft, forkOf, parseDraft } from './draft.ts'

/** A draft as a dying page left it. */
type Flush = { key: string; draft: Draft }

export type Kept =
  | { kept: 'saved'; revision: number }
  /** Somebody else stored another version meanwhile; it was left alone, and this one is not stored. */
  | { kept: 'conflict' }

/**
 * Stores a draft if what is stored still is the revision it was made from. Never overwrites what
 * another tab wrote: the caller then keeps its own version under an id of its own.
 */
export async function keepDraft(draft: Draft): Promise<Kept> {
  const kept = await transact<Kept>(['drafts', 'flushes'], 'readwrite', (transaction, done) => {
    const drafts = transaction.objectStore('drafts')
    const stored = drafts.get(draft.id)
    stored.addEventListener('success', () => {
      const revision = parseDraft(stored.result)?.revision ?? 0
      // A draft that was discarded elsewhere comes back: losing text is worse than keeping it.
      if (stored.result !== undefined && revision !== draft.revision) {
        done({ kept: 'conflict' })
        return
      }
      drafts.put({ ...draft, revision: draft.revision + 1 })
      transaction.objectStore('flushes').delete(flushKey(draft))
      done({ kept: 'saved', revision: draft.revision + 1 })
    })
  })
  return kept ?? { kept: 'conflict' }
}

/** For a page that is being closed: no time to compare, so it is compared when somebody reads. */
export const flushDraft = (draft: Draft): void =>
  writeNow('flushes', { key: flushKey(draft), draft } satisfies Flush)

const flushKey = (draft: Draft) => `${draft.id}@${draft.writer}`

/** All drafts of an owner, the latest first. */
export async function draftsOf(owner: string): Promise<Draft[]> {
  await settleFlushes()
  const stored = await transact<unknown[]>(['drafts'], 'readonly', (transaction, done) => {
    const all = transaction.objectStore('drafts').getAll()
    all.addEventListener('success', () => done(all.result))
  })
  return (stored ?? [])
    .flatMap((one) => parseDraft(one) ?? [])
    .filter((draft) => draft.owner === owner)
    .sort((a, b) => b.updated_at - a.updated_at)
}

export async function discardDraft(id: string): Promise<void> {
  await transact<undefined>(['drafts', 'flushes'], 'readwrite', (transaction) => {
    transaction.objectStore('drafts').delete(id)
    // Keys are `id@writer`; `A` is the character after `@`.
    transaction.objectStore('flushes').delete(IDBKeyRange.bound(`${id}@`, `${id}A`, false, true))
  })
}

/** Makes drafts of what dying pages left: in place where nothing came between, else as a copy. */
async function settleFlushes(): Promise<void> {
  await transact<undefined>(['drafts', 'flushes'], 'readwrite', (transaction) => {
    const drafts = transaction.objectStore('drafts')
    const flushes = transaction.objectStore('flushes')
    const cursor = flushes.openCursor()
    cursor.addEventListener('success', () => {
      const at = cursor.result
      if (!at) return
      const draft = parseDraft((at.value as { draft?: unknown }).draft)
      at.delete()
      if (draft) settle(drafts, draft)
      at.continue()
    })
  })
}

function settle(drafts: IDBObjectStore, draft: Draft): void {
  const stored = drafts.get(draft.id)
  stored.addEventListener('success', () => {
    const there = parseDraft(stored.result)
    const own = there?.writer === draft.writer
    if (!there || there.revision === draft.revision || (own && isLater(draft, there))) {
      drafts.put({ ...draft, revision: (there?.revision ?? draft.revision) + 1 })
    } else if (own) {
      return
    } else if (!sameText(there, draft)) {
      drafts.put(forkOf(draft, crypto.randomUUID(), draft.updated_at))
    }
  })
}

/** By one page's clock: `updated_at` moves with every keystroke. */
const isLater = (a: Draft, b: Draft): boolean => a.updated_at >= b.updated_at

/** Whether the stored draft holds what was typed in the other one. */
const sameText = (a: Draft, b: Draft): boolean =>
  (['compose', 'resources', 'secrets'] as const).every(
    (part) => JSON.stringify(a[part]) === JSON.stringify(b[part]),
  )
