import type { LinkOrigin } from '../link/LinkNotice.tsx'
import { withPrefill } from '../prefill.ts'
import { type Draft, emptyDraft } from './draft.ts'
import { draftsOf, flushDraft, keepDraft } from './draftStore.ts'
import { type Editing, startEditing } from './editing.ts'

/** A draft in this tab, and what else there is. */
export type Opened = {
  /** Its id when it was opened. */
  id: string
  editing: Editing
  /** The other drafts of the same sign-in, the latest first. */
  others: Draft[]
  /** Why this one: it was kept from earlier, a link filled it in, or it is new. */
  from: 'new' | 'kept' | 'link'
  /** For a link: where it was, and what it says. */
  origin?: LinkOrigin
  /** The browser keeps nothing here (private mode, full disk): said, and edited in memory. */
  trouble: string | undefined
}

type Wanted = {
  owner: string
  /** From the address: this draft and no other. */
  id: string | undefined
  origin: LinkOrigin | undefined
  template: (id: string) => Promise<string | undefined>
}

/**
 * Chooses the draft to go on with: the one in the address; else, for a deploy link, a new one filled
 * in (what is kept is never overwritten); else the latest that no other tab has open; else a new one.
 */
export async function openDraft({ owner, id, origin, template }: Wanted): Promise<Opened> {
  const { drafts, trouble } = await readDrafts(owner)
  const fresh = emptyDraft(id ?? crypto.randomUUID(), owner, Date.now())
  const others = (chosen: Draft) => drafts.filter((draft) => draft.id !== chosen.id)
  const opened = (draft: Draft, from: Opened['from']): Opened => ({
    id: draft.id,
    editing: startEditing(draft, disk),
    others: others(draft),
    from,
    trouble,
  })

  if (origin) {
    const { prefill } = origin.link
    const text = prefill.template ? await template(prefill.template) : undefined
    const filled = opened(emptyDraft(crypto.randomUUID(), owner, Date.now()), 'link')
    filled.editing.change((draft) => withPrefill(draft, prefill, text))
    return { ...filled, origin }
  }
  if (id) {
    const wanted = drafts.find((draft) => draft.id === id)
    return wanted ? opened(wanted, 'kept') : opened(fresh, 'new')
  }
  const elsewhere = await openElsewhere()
  const latest = drafts.find((draft) => !elsewhere.has(draft.id))
  return latest ? opened(latest, 'kept') : opened(fresh, 'new')
}

const disk = {
  keep: keepDraft,
  flush: flushDraft,
  now: () => Date.now(),
  newId: () => crypto.randomUUID(),
}

async function readDrafts(owner: string): Promise<{ drafts: Draft[]; trouble?: string }> {
  try {
    return { drafts: await draftsOf(owner) }
  } catch (error) {
    return { drafts: [], trouble: error instanceof Error ? error.message : String(error) }
  }
}

const LOCK = 'cvm-console-draft:'

/** Drafts that a tab has open. Without locks (a page not served securely) none is known. */
async function openElsewhere(): Promise<Set<string>> {
  const { held = [] } = (await navigator.locks?.query()) ?? {}
  return new Set(
    held.flatMap(({ name }) => (name?.startsWith(LOCK) ? [name.slice(LOCK.length)] : [])),
  )
}

/** Marks a draft as open in this tab; the result takes the mark away again. */
export function markOpen(draftId: string): () => void {
  const closing = new AbortController()
  const closed = new Promise<void>((resolve) => {
    closing.signal.addEventListener('abort', () => resolve())
  })
  navigator.locks
    ?.request(LOCK + draftId, { mode: 'shared', signal: closing.signal }, () => closed)
    .catch(() => {
      // Aborted before it was granted: it was not open for long enough to be marked.
    })
  return () => closing.abort()
}
