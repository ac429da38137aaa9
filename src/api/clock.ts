/** Time as this floor uses it; tests bring their own. Milliseconds. */
export type Clock = {
  now: () => number
  /** Resolves after `ms`; rejects with the signal's reason as soon as it aborts. */
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>
}

/** Milliseconds. A `Date` header has whole seconds, and is as old as its answer was under way. */
const CLOSE_MS = 5000

let ahead = 0

/**
 * The time by the API's clock, as its last answer told it, in milliseconds since 1970: what a moment
 * that the API has named is compared with. A browser's own clock may be hours off.
 */
export const serverNow = (): number => Date.now() + ahead

/** Hears of the API's clock. `date`: the header of an answer that has just come. */
export function hearDate(date: string | null): void {
  const at = Date.parse(date ?? '')
  if (Math.abs(at - serverNow()) > CLOSE_MS) ahead = at - Date.now()
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason)
        return
      }
      const stop = () => {
        clearTimeout(timer)
        reject(signal?.reason)
      }
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', stop)
        resolve()
      }, ms)
      signal?.addEventListener('abort', stop, { once: true })
    }),
}
