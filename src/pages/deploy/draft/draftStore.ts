import { transact, writeNow } from '../../drafts/database.ts'
import {
  forgetLeftBehind,
  keysLeftBehind,
  leaveBehind,
  leftBehind,
} from '../../drafts/leftBehind.ts'
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
      const there = parseDraft(stored.result)
      const revision = there?.revision ?? 0
      // What another tab settled of what this page had left is this page's own.
      const isOwn = revision === draft.revision || there?.writer === draft.writer
      // A draft that was discarded elsewhere comes back: losing text is worse than keeping it.
      if (stored.result !== undefined && !isOwn) {
        done({ kept: 'conflict' })
        return
      }
      const next = Math.max(revision, draft.revision) + 1
      drafts.put({ ...draft, revision: next })
      transaction.objectStore('flushes').delete(flushKey(draft))
      done({ kept: 'saved', revision: next })
    })
  })
  const left = parseDraft(leftBehind(LEFT + flushKey(draft)))
  // What was left behind after this began to be stored is newer, and stays.
  if (left && kept?.kept === 'saved' && left.updated_at <= draft.updated_at) {
    forgetLeftBehind(LEFT + flushKey(draft))
  }
  return kept ?? { kept: 'conflict' }
}

/** For a page that is being closed: no time to compare, so it is compared when somebody reads. */
export function flushDraft(draft: Draft): void {
  writeNow('flushes', { key: flushKey(draft), draft } satisfies Flush)
  leaveBehind(LEFT + flushKey(draft), draft)
}

const LEFT = 'draft:'
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
  for (const key of keysLeftBehind(`${LEFT}${id}@`)) forgetLeftBehind(key)
}

/** Makes drafts of what dying pages left: in place where nothing came between, else as a copy. */
async function settleFlushes(): Promise<void> {
  const keys = keysLeftBehind(LEFT)
  await transact<undefined>(['drafts', 'flushes'], 'readwrite', (transaction) => {
    const flushes = transaction.objectStore('flushes')
    const all = flushes.getAll()
    all.addEventListener('success', () => {
      const flushed = (all.result as { draft?: unknown }[]).map(({ draft }) => draft)
      flushes.clear()
      settle(transaction.objectStore('drafts'), latestOfEach([...flushed, ...keys.map(leftBehind)]))
    })
  })
  for (const key of keys) forgetLeftBehind(key)
}

/** What a page left may be in both places, and then is settled once. */
function latestOfEach(left: readonly unknown[]): Draft[] {
  const latest = new Map<string, Draft>()
  for (const draft of left.flatMap((one) => parseDraft(one) ?? [])) {
    const before = latest.get(flushKey(draft))
    if (!before || isLater(draft, before)) latest.set(flushKey(draft), draft)
  }
  return [...latest.values()]
}

/** One after the other: each has to see what became of the one before. */
function settle(drafts: IDBObjectStore, [draft, ...rest]: Draft[]): void {
  if (!draft) return
  const stored = drafts.get(draft.id)
  stored.addEventListener('success', () => {
    const there = parseDraft(stored.result)
    const own = there?.writer === draft.writer
    if (!there || there.revision === draft.revision || (own && isLater(draft, there))) {
      drafts.put({ ...draft, revision: (there?.revision ?? draft.revision) + 1 })
    } else if (!own && !sameText(there, draft)) {
      drafts.put(forkOf(draft, crypto.randomUUID(), draft.updated_at))
    }
    settle(drafts, rest)
  })
}

/** By one page's clock: `updated_at` moves with every keystroke. */
const isLater = (a: Draft, b: Draft): boolean => a.updated_at >= b.updated_at

/** Whether the stored draft holds what was typed in the other one. */
const sameText = (a: Draft, b: Draft): boolean =>
  (['compose', 'resources', 'secrets'] as const).every(
    (part) => JSON.stringify(a[part]) === JSON.stringify(b[part]),
  )
