import { useSyncExternalStore } from 'react'
import { readBaseline, type Baseline } from '../../trust/baseline.ts'
import { parsedJson } from '../../trust/readLog.ts'

/** Known-good values live in this browser only; the file that they are exported to is theirs to keep. */
const keyOf = (appId: string) => `cvm-console-baseline/${appId}`

const watchers = new Set<() => void>()
const tell = () => {
  for (const watcher of watchers) watcher()
}

/** Whether it could be kept: a browser can refuse to. */
export function keepBaseline(baseline: Baseline): boolean {
  try {
    localStorage.setItem(keyOf(baseline.app_id), JSON.stringify(baseline))
    return true
  } catch {
    // Storage is full, or switched off: the caller says so.
    return false
  } finally {
    tell()
  }
}

export function forgetBaseline(appId: string): void {
  localStorage.removeItem(keyOf(appId))
  tell()
}

function textOf(appId: string): string | null {
  try {
    return localStorage.getItem(keyOf(appId))
  } catch {
    // Storage is switched off: nothing can have been kept.
    return null
  }
}

/** What was marked as known good for an app, in this browser; undefined when nothing was. */
export function useBaseline(appId: string): Baseline | undefined {
  const text = useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher)
      addEventListener('storage', watcher)
      return () => {
        watchers.delete(watcher)
        removeEventListener('storage', watcher)
      }
    },
    () => textOf(appId),
  )
  return text === null ? undefined : readBaseline(parsedJson(text))
}
