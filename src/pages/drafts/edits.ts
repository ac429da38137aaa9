import * as v from 'valibot'
import { transact, writeNow } from './database.ts'

/** A text of a CVM being changed: what the server had when the edit began, and how far it has come. */
const Edit = v.object({ key: v.string(), base: v.string(), text: v.string(), at: v.number() })
export type Edit = v.InferOutput<typeof Edit>

const PAUSE_MS = 250

type Pending = { edit: Edit | undefined; timer: ReturnType<typeof setTimeout> }

/** What is not on disk yet, by key; it is newer than what is. */
const pending = new Map<string, Pending>()
let listening = false

/** The edit that was kept, from whichever page wrote it last. */
export async function readEdit(key: string): Promise<Edit | null> {
  const waiting = pending.get(key)
  if (waiting) return waiting.edit ?? null
  const stored = await transact<unknown>(['edits'], 'readonly', (transaction, done) => {
    const found = transaction.objectStore('edits').get(key)
    found.addEventListener('success', () => done(found.result))
  })
  const parsed = v.safeParse(Edit, stored)
  return parsed.success && parsed.output.text !== parsed.output.base ? parsed.output : null
}

/** Keeps an edit a moment later, or forgets it when there is none any more. */
export function keepEdit(
  key: string,
  edit: { base: string; text: string } | undefined,
  onFailed: () => void,
): void {
  clearTimeout(pending.get(key)?.timer)
  if (!listening) {
    listening = true
    // A page that is hidden may be closed without another word.
    document.addEventListener('visibilitychange', writeAllNow)
    window.addEventListener('pagehide', writeAllNow)
  }
  pending.set(key, {
    edit: edit && { key, ...edit, at: Date.now() },
    timer: setTimeout(() => void write(key).catch(onFailed), PAUSE_MS),
  })
}

async function write(key: string): Promise<void> {
  const waiting = pending.get(key)
  if (!waiting) return
  await transact<undefined>(['edits'], 'readwrite', (transaction) => {
    const edits = transaction.objectStore('edits')
    if (waiting.edit) edits.put(waiting.edit)
    else edits.delete(key)
  })
  if (pending.get(key) === waiting) pending.delete(key)
}

function writeAllNow(): void {
  for (const [key, { edit }] of pending) {
    // An edit that says nothing reads as none: it takes the place of one that was thrown away.
    writeNow('edits', edit ?? { key, base: '', text: '', at: Date.now() })
  }
}
