/**
 * The values of secrets, in the memory of this page and nowhere else: not in the draft, not in the
 * address, not in any storage. They live as long as the wizard is open, and over a sign-in that
 * interrupts it.
 */
const values = new Map<string, ReadonlyMap<string, string>>()
const watchers = new Set<() => void>()

const NONE: ReadonlyMap<string, string> = new Map()

export const secretsOf = (draftId: string): ReadonlyMap<string, string> =>
  values.get(draftId) ?? NONE

export function setSecrets(draftId: string, changes: Iterable<readonly [string, string]>): void {
  const next = new Map(secretsOf(draftId))
  for (const [key, value] of changes) {
    if (value === '') next.delete(key)
    else next.set(key, value)
  }
  values.set(draftId, next)
  tell()
}

/** A draft went on under another id: its values go with it. */
export function moveSecrets(from: string, to: string): void {
  values.set(to, secretsOf(from))
  values.delete(from)
  tell()
}

export function forgetSecrets(): void {
  values.clear()
  tell()
}

export function watchSecrets(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => void watchers.delete(watcher)
}

function tell() {
  for (const watcher of watchers) watcher()
}
