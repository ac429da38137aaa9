/** Lets streams wait for the next change instead of asking again and again. */
export function createChanges() {
  const waiting = new Set<() => void>()
  return {
    notify(): void {
      const woken = [...waiting]
      waiting.clear()
      for (const wake of woken) wake()
    },
    /** Resolves at the next change, after `ms` (at least 1), or when `signal` aborts. */
    changed: (ms: number, signal: AbortSignal): Promise<void> =>
      new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer)
          waiting.delete(done)
          signal.removeEventListener('abort', done)
          resolve()
        }
        const timer = setTimeout(done, Math.min(Math.max(1, ms), 2 ** 31 - 1))
        waiting.add(done)
        signal.addEventListener('abort', done, { once: true })
        if (signal.aborted) done()
      }),
  }
}
