import { now } from '../../api/http.ts'

/** Which answers about a CVM are to be believed when they arrive out of order. */
export type Freshness = {
  /**
   * Whether news is at least as new as what is known, and if so, remembers it. `askedAt` is when its
   * request was sent, in ms: what was asked earlier may describe an earlier state. `startedAt` is
   * the API's own time for the operation under way: an older operation is older news.
   */
  accept: (id: string, askedAt: number, startedAt?: string | null) => boolean
  /** From now on, nothing that was asked before `at` is believed. */
  supersede: (id: string, at: number) => void
}

export function createFreshness(): Freshness {
  const known = new Map<string, { askedAt: number; startedAt: number }>()
  return {
    accept(id, askedAt, startedAt) {
      const before = known.get(id)
      const started = startedAt ? Date.parse(startedAt) || 0 : 0
      // What was asked in the future was asked before the clock was set back, and forbids nothing.
      if (before && askedAt < before.askedAt && before.askedAt <= now()) return false
      if (before && started > 0 && started < before.startedAt) return false
      known.set(id, { askedAt, startedAt: Math.max(started, before?.startedAt ?? 0) })
      return true
    },
    supersede(id, at) {
      const before = known.get(id)
      known.set(id, {
        askedAt: Math.max(at, before?.askedAt ?? 0),
        startedAt: before?.startedAt ?? 0,
      })
    },
  }
}
