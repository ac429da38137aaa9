import type { Answer } from './answer.ts'
import type { Asked } from './asked.ts'
import { failures, refuse } from './failures.ts'

/**
 * Lets each request that changes something through once. A browser sends a POST again by itself when
 * a kept-alive connection closes without an answer, and people press buttons twice; the page gives
 * each attempt a key, and a second request with the same key is answered with what became of the
 * first. Per process, in memory.
 */
export type Once = (
  sessionId: string,
  request: Asked,
  send: () => Promise<Answer>,
) => Promise<Answer>

type Options = { max: number; keepMs: number; now: () => number }

const KEY = /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i

export function createOnce({ max, keepMs, now }: Options): Once {
  // In order of arrival; a status of undefined means that the answer is still awaited.
  const seen = new Map<string, { at: number; status?: number }>()

  function makeRoom(): boolean {
    for (const [key, entry] of seen) {
      const old = entry.at <= now() - keepMs
      if (!old && seen.size < max) break
      if (old || entry.status !== undefined) seen.delete(key)
    }
    return seen.size < max
  }

  return async (sessionId, request, send) => {
    const key = request.headers.get('idempotency-key')
    if (key === null) return send()
    if (!KEY.test(key)) {
      return refuse(failures.badRequest, {
        message: 'Idempotency-Key is not a UUID.',
        details: [{ field: 'Idempotency-Key', message: 'A UUID, new for each attempt.' }],
      })
    }
    const name = `${sessionId}:${key.toLowerCase()}`
    const first = seen.get(name)
    if (first && first.at > now() - keepMs) return duplicate(first.status)
    if (!makeRoom()) {
      return refuse(
        failures.rateLimited,
        { message: 'Too many changes are under way.' },
        { 'retry-after': '5' },
      )
    }
    const entry: { at: number; status?: number } = { at: now() }
    seen.delete(name)
    seen.set(name, entry)
    const response = await send().catch((error: unknown) => {
      entry.status = 0
      throw error
    })
    entry.status = response.status
    return response
  }
}

function duplicate(status: number | undefined): Response {
  const state = status === undefined ? 'in_flight' : status === 0 ? 'unknown' : 'answered'
  const words = {
    in_flight: 'The first one is still under way.',
    unknown: 'What became of the first one is not known.',
    answered: `The first one was answered with status ${status}.`,
  }
  return refuse(failures.duplicate, {
    message: `${failures.duplicate.message} ${words[state]}`,
    details: [
      { field: 'state', value: state, message: words[state] },
      ...(state === 'answered'
        ? [{ field: 'status', value: status, message: 'The status of the first answer.' }]
        : []),
    ],
  })
}
