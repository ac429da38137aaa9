import { type Draft, forkOf } from './draft.ts'
import type { Kept } from './draftStore.ts'

/** How the draft stands with the disk. */
export type Keeping =
  | { state: 'unchanged' }
  | { state: 'saving' }
  | { state: 'kept'; at: number }
  /** `from` is the draft that the other tab has. */
  | { state: 'forked'; at: number; from: string }
  | { state: 'failed'; reason: string }

/** What of the world outside an editing needs; tests give their own. */
export type Disk = {
  keep: (draft: Draft) => Promise<Kept>
  flush: (draft: Draft) => void
  now: () => number
  newId: () => string
}

type Parts = Omit<
  Draft,
  'format' | 'id' | 'owner' | 'revision' | 'writer' | 'created_at' | 'updated_at'
>

export type Editing = {
  /** Names this editing; another one has another. */
  writer: string
  draft: () => Draft
  keeping: () => Keeping
  /** Changes parts of the draft; it is stored soon after. */
  change: (edit: (draft: Draft) => Partial<Parts>) => void
  /** Stores what is not stored yet; true when everything is on disk under this draft's id. */
  save: () => Promise<boolean>
  /** For a page that is hidden or closed: writes at once, without waiting. */
  flush: () => void
  /** No further save: the draft was discarded or committed. */
  stop: () => void
  subscribe: (watcher: () => void) => () => void
}

const PAUSE_MS = 250

/**
 * One draft being edited in this tab: in memory at once, on disk a moment later. When another tab
 * has stored a different version under the same id, neither is overwritten: this tab goes on under
 * a new id, without what was provisioned (that stays with the other, so that it is committed once).
 */
export function startEditing(opened: Draft, disk: Disk): Editing {
  const writer = disk.newId()
  let draft: Draft = { ...opened, writer }
  let keeping: Keeping = { state: 'unchanged' }
  let dirty = false
  /** Being stored: until it is, a page that dies has to leave it behind as well. */
  let storing = false
  let stopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  // One write at a time, in order: each save waits for the one before.
  let writes: Promise<unknown> = Promise.resolve()
  const watchers = new Set<() => void>()

  const tell = () => {
    for (const watcher of watchers) watcher()
  }
  const show = (next: Keeping) => {
    keeping = next
    tell()
  }

  const later = () => {
    if (timer === undefined && !stopped) timer = setTimeout(() => void save(), PAUSE_MS)
  }

  const fork = () => {
    const from = draft.id
    draft = { ...forkOf(draft, disk.newId(), disk.now()), writer }
    show({ state: 'forked', at: disk.now(), from })
  }

  const writeOnce = async (): Promise<boolean> => {
    dirty = false
    storing = true
    const written = draft
    if (keeping.state !== 'forked') show({ state: 'saving' })
    try {
      const kept = await disk.keep(written)
      if (stopped) return false
      if (kept.kept === 'conflict') {
        fork()
        dirty = true
        return false
      }
      draft = { ...draft, revision: kept.revision }
      if (keeping.state !== 'forked') show({ state: 'kept', at: disk.now() })
      return true
    } catch (error) {
      dirty = true
      show({ state: 'failed', reason: error instanceof Error ? error.message : String(error) })
      return false
    } finally {
      storing = false
    }
  }

  const save = (): Promise<boolean> => {
    clearTimeout(timer)
    timer = undefined
    const saved = writes.then(async () => {
      if (stopped) return false
      if (!dirty) return keeping.state !== 'failed'
      const done = await writeOnce()
      if (dirty && keeping.state !== 'failed') later()
      return done
    })
    writes = saved
    return saved
  }

  return {
    writer,
    draft: () => draft,
    keeping: () => keeping,
    change: (edit) => {
      draft = { ...draft, ...edit(draft), updated_at: disk.now() }
      dirty = true
      tell()
      later()
    },
    save,
    flush: () => {
      if ((dirty || storing) && !stopped) disk.flush(draft)
    },
    stop: () => {
      stopped = true
      clearTimeout(timer)
    },
    subscribe: (watcher) => {
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
  }
}
