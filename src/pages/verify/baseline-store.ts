import { useSyncExternalStore } from 'react'
import { type Baseline, readBaseline } from '../../trust/drift.ts'
import { parsedJson } from '../../trust/readLog.ts'
import { KEPT, readKept, tellOfKept, watchKept } from './kept.ts'

/** Known-good values live in this browser only; the file that they are exported to is theirs to keep. */
const keyOf = (appId: string) => `${KEPT}${appId}`

/** What the last check of an instance found, for pages that check nothing themselves. */
const SEEN = 'cvm-console-last-check/'
const seenKeyOf = (appId: string, instanceId: string) => `${SEEN}${appId}/${instanceId}`

/** Whether it could be kept: a browser can refuse to. */
function keep(key: string, value: unknown): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(value))
    return true
  } catch {
    // Storage is full, or switched off: the caller says so.
    return false
  } finally {
    tellOfKept()
  }
}

export const keepBaseline = (baseline: Baseline): boolean => keep(keyOf(baseline.app_id), baseline)

/** Forgets what was marked as good, and with it what the checks since then found. */
export function forgetBaseline(appId: string): void {
  for (const key of Object.keys(localStorage)) {
    if (key === keyOf(appId) || key.startsWith(`${SEEN}${appId}/`)) localStorage.removeItem(key)
  }
  tellOfKept()
}

/** Keeps what a check found, where there is something good to compare it with. */
export function keepLastCheck(instanceId: string, found: Baseline): void {
  const key = seenKeyOf(found.app_id, instanceId)
  if (readKept(keyOf(found.app_id)) === null || readKept(key) === JSON.stringify(found)) return
  keep(key, found)
}

/** What was marked as known good for an app, in this browser; undefined when nothing was. */
export const useBaseline = (appId: string): Baseline | undefined => useKept(keyOf(appId))

/** What the last check of this instance found; undefined when none was kept. */
export const useLastCheck = (appId: string, instanceId: string): Baseline | undefined =>
  useKept(seenKeyOf(appId, instanceId))

function useKept(key: string): Baseline | undefined {
  const text = useSyncExternalStore(watchKept, () => readKept(key))
  return text === null ? undefined : readBaseline(parsedJson(text))
}
