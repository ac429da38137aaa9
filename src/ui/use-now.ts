import { useSyncExternalStore } from 'react'

let read = () => Date.now()

/** Takes the time from a better clock than the browser's own. */
export function readTimeFrom(clock: () => number): void {
  read = clock
}

/** One timer for the whole page however many ask, none when it is hidden. */
function moving(everyMs: number, clock = () => read()): () => number {
  const watchers = new Set<() => void>()
  let now = clock()
  let timer: ReturnType<typeof setInterval> | undefined

  function tick() {
    if (document.hidden) return
    now = clock()
    for (const watcher of watchers) watcher()
  }

  function subscribe(watcher: () => void) {
    watchers.add(watcher)
    if (watchers.size === 1) {
      now = clock()
      timer = setInterval(tick, everyMs)
      document.addEventListener('visibilitychange', tick)
    }
    return () => {
      watchers.delete(watcher)
      if (watchers.size === 0) {
        clearInterval(timer)
        document.removeEventListener('visibilitychange', tick)
      }
    }
  }

  return () => useSyncExternalStore(subscribe, () => now)
}

/** The time, moving every 20 s: enough for "3 minutes ago". */
export const useNow = moving(20_000)

/** The same by the browser's own clock, for moments that are its own. */
export const useOwnNow = moving(20_000, () => Date.now())

/** The time, moving every second: for what is counted in seconds. */
export const useSecond = moving(1000)
