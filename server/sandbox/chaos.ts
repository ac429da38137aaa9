import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer } from '../gateway/answer.ts'
import { abortSignalOf, type Leaving } from '../gateway/asked.ts'
import { jsonTextOf, type JsonText } from './jsonText.ts'
import { fraction } from './seed/random.ts'

export type ChaosOptions = { rate: number; seed: number }

/**
 * Lets a share of requests fail or stall, the same ones for the same seed and order. Undefined when
 * this request goes through.
 */
export function createChaos(options: ChaosOptions | undefined) {
  let n = 0
  return async (leaving: Leaving): Promise<Answer | JsonText | undefined> => {
    if (!options || options.rate <= 0) return undefined
    const at = n++
    if (fraction(options.seed, 2 * at) >= options.rate) return undefined
    const kind = Math.floor(fraction(options.seed, 2 * at + 1) * 5)
    switch (kind) {
      case 0:
        return jsonTextOf({ detail: 'chaos: internal error' }, 500)
      case 1:
        return jsonTextOf({ detail: 'chaos: unavailable' }, 503, { 'retry-after': '1' })
      case 2:
        return jsonTextOf({ detail: 'chaos: too many requests' }, 429, { 'retry-after': '1' })
      case 3:
        return lostAnswer()
      default:
        await sleep(2_000, undefined, { signal: abortSignalOf(leaving) }).catch(() => undefined)
        return undefined
    }
  }
}

/** An answer that breaks off before its first byte of body: the client never learns what happened. */
export function lostAnswer(): Response {
  return new Response(
    new ReadableStream({
      start: (controller) => controller.error(new Error('the answer was lost on purpose')),
    }),
    { headers: { 'content-type': 'application/json' } },
  )
}
