import { useSyncExternalStore } from 'react'

/** Begins the name of everything that was marked as known good, by app. */
export const KEPT = 'cvm-console-baseline/'

const watchers = new Set<() => void>()

/** Tells this page that something was kept or forgotten; other pages hear of it by themselves. */
export function tellOfKept(): void {
  for (const watcher of watchers) watcher()
}

export function watchKept(watcher: () => void): () => void {
  watchers.add(watcher)
  addEventListener('storage', watcher)
  return () => {
    watchers.delete(watcher)
    removeEventListener('storage', watcher)
  }
}

export function readKept(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    // Storage is switched off: nothing can have been kept.
    return null
  }
}

/** Whether anything at all was marked as known good here: for pages that load nothing else for it. */
export const useAnythingKept = (): boolean => useSyncExternalStore(watchKept, anythingKept)

function anythingKept(): boolean {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith(KEPT))
  } catch {
    return false
  }
}
