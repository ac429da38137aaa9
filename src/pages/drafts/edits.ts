import { transact, writeNow } from './database.ts'
import { forgetLeftBehind, leaveBehind, leftBehind } from './leftBehind.ts'
import {
  follows,
  isChanged,
  parseVersion,
  type Settled,
  settle,
  stampOf,
  type Version,
} from './versions.ts'

/** This page, until it is loaded again. */
const WRITER = crypto.randomUUID()
const PAUSE_MS = 250

type Text = { base: string; text: string }

export type Watcher = {
  onFailed: () => void
  /** Another tab has stored something else meanwhile, and nothing of it was overwritten. */
  onConflict: (other: Version) => void
}

type Pending = { version: Version; timer: ReturnType<typeof setTimeout> }

/** What is not on disk yet, by key; it is newer than what is. */
const pending = new Map<string, Pending>()
/** What was read or written last, by key: that may be overwritten. */
const known = new Map<string, Version>()
let listening = false

/** The edit that was kept, and another tab's where there are two. */
export async function readEdit(key: string): Promise<Settled> {
  const waiting = pending.get(key)?.version
  if (waiting) return { mine: isChanged(waiting) ? waiting : undefined, other: undefined }
  const left = parseVersion(leftBehind(LEFT + key))
  const own = new Set([WRITER, ...(left ? [left.writer] : [])])
  const settled = await transact<Settled>(['edits'], 'readwrite', (transaction, done) => {
    const edits = transaction.objectStore('edits')
    const all = edits.getAll(versionsOf(key))
    all.addEventListener('success', () => {
      const stored = (all.result as unknown[]).flatMap((one) => parseVersion(one) ?? [])
      const main = stored.find((one) => one.key === key)
      const apart = stored.filter((one) => one.key !== key)
      const result = settle(main, left ? [...apart, left] : apart, own)
      if (!result.other) {
        edits.delete(versionsOf(key))
        if (result.mine) edits.put({ ...result.mine, key })
      }
      done(result)
    })
  })
  const { mine, other } = settled ?? { mine: undefined, other: undefined }
  if (!other) forgetLeftBehind(LEFT + key)
  if (mine) known.set(key, mine)
  else known.delete(key)
  return { mine, other }
}

const LEFT = 'edit:'
const apartKey = (key: string, { writer }: { writer: string }) => `${key}@${writer}`
/** The key itself and `key@writer`; `A` is the character after `@`. */
const versionsOf = (key: string) => IDBKeyRange.bound(key, `${key}A`, false, true)

const versionOf = (key: string, { base, text }: Text): Version => ({
  key,
  base,
  text,
  at: Date.now(),
  writer: WRITER,
  over: stampOf(known.get(key)),
})

/** Keeps an edit a moment later; one whose text is the server's own is forgotten. */
export function keepEdit(key: string, edit: Text, watcher: Watcher): void {
  const before = known.get(key)
  const isKept = before ? before.text === edit.text && before.base === edit.base : !isChanged(edit)
  if (isKept && !pending.has(key)) return
  clearTimeout(pending.get(key)?.timer)
  if (!listening) {
    listening = true
    // A page that is hidden may be closed without another word.
    document.addEventListener('visibilitychange', writeAllNow)
    window.addEventListener('pagehide', writeAllNow)
  }
  const version = versionOf(key, edit)
  pending.set(key, {
    version,
    timer: setTimeout(() => void write(version, watcher).catch(watcher.onFailed), PAUSE_MS),
  })
}

async function write(version: Version, { onConflict }: Watcher): Promise<void> {
  const { key } = version
  const apart = apartKey(key, version)
  const rival = await transact<Version>(['edits'], 'readwrite', (transaction, done) => {
    const edits = transaction.objectStore('edits')
    const stored = edits.get(key)
    stored.addEventListener('success', () => {
      const there = parseVersion(stored.result)
      const isRival = there && !follows(version, there) && there.text !== version.text
      if (isRival && isChanged(version)) {
        edits.put({ ...version, key: apart })
        done(there)
        return
      }
      edits.delete(apart)
      if (isChanged(version)) edits.put(version)
      else if (!isRival) edits.delete(key)
    })
  })
  if (pending.get(key)?.version === version) pending.delete(key)
  if (rival) {
    // Over a reload this tab shows its own.
    leaveBehind(LEFT + key, version)
    onConflict(rival)
    return
  }
  known.set(key, version)
  if (!pending.has(key)) forgetLeftBehind(LEFT + key)
}

/**
 * Somebody has chosen between the text that is on screen here and another tab's: that is the edit
 * from here on. A third one that came meanwhile is met at the next keystroke.
 */
export async function choose(key: string, chosen: Text, other: Version): Promise<void> {
  clearTimeout(pending.get(key)?.timer)
  pending.delete(key)
  const before = known.get(key)
  const mine = versionOf(key, chosen)
  const next = chosen.text === other.text ? { ...other, key } : mine
  const replaced = new Set([stampOf(before), stampOf(other)])
  known.set(key, next)
  await transact<undefined>(['edits'], 'readwrite', (transaction) => {
    const edits = transaction.objectStore('edits')
    for (const one of [mine, other, ...(before ? [before] : [])]) edits.delete(apartKey(key, one))
    const stored = edits.get(key)
    stored.addEventListener('success', () => {
      const there = parseVersion(stored.result)
      if (!there || replaced.has(stampOf(there))) edits.put(next)
      else edits.put({ ...next, key: apartKey(key, next) })
    })
  })
  forgetLeftBehind(LEFT + key)
}

/** No time to look at what another tab has stored: that is done when somebody reads. */
function writeAllNow(): void {
  for (const [key, { version }] of pending) {
    writeNow('edits', { ...version, key: apartKey(key, version) })
    leaveBehind(LEFT + key, version)
  }
}
