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
  const edit = latest(v.safeParse(Edit, stored).output, leftBehind(key))
  return edit && edit.text !== edit.base ? edit : null
}

const latest = (a: unknown, b: unknown): Edit | undefined => {
  const both = [a, b].filter((one): one is Edit => v.is(Edit, one))
  return both.toSorted((one, other) => other.at - one.at)[0]
}

const LEFT = 'cvm-console-edit:'

/** What the page before this one, in this tab, wrote while it was going. */
function leftBehind(key: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(LEFT + key) ?? 'null')
  } catch {
    return undefined // A browser that keeps nothing for a tab: the database is what there is.
  }
}

function forgetLeftBehind(key: string): void {
  try {
    sessionStorage.removeItem(LEFT + key)
  } catch {
    // Nothing can be left behind there.
  }
}

/** At once, whatever becomes of the page: a database may drop what a dying page asks of it. */
function leaveBehind(edit: Edit): void {
  try {
    sessionStorage.setItem(LEFT + edit.key, JSON.stringify(edit))
  } catch {
    // Too large, or not allowed: the database has been asked as well.
  }
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
  if (pending.get(key) !== waiting) return
  pending.delete(key)
  forgetLeftBehind(key)
}

function writeAllNow(): void {
  for (const [key, { edit }] of pending) {
    // An edit that says nothing reads as none: it takes the place of one that was thrown away.
    const left = edit ?? { key, base: '', text: '', at: Date.now() }
    writeNow('edits', left)
    leaveBehind(left)
  }
}
