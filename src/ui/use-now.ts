import { useSyncExternalStore } from 'react'

const EVERY_MS = 20_000
const watchers = new Set<() => void>()
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

function tick() {
  if (document.hidden) return
  now = Date.now()
  for (const watcher of watchers) watcher()
}

function subscribe(watcher: () => void) {
  watchers.add(watcher)
  if (watchers.size === 1) {
    now = Date.now()
    timer = setInterval(tick, EVERY_MS)
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

/** The time, moving every 20 s; one timer for the whole page however many ask, none when hidden. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now)
