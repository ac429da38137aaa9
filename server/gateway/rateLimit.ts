import { failures, refuse, Refusal } from './failures.ts'
import { networkOf } from './host.ts'

/** Counts failed attempts per address and over all of them, in a window that slides. */
export type RateLimit = {
  /** Throws a Refusal with Retry-After when this address has failed too often. */
  check(address: string | undefined): void
  /**
   * Checks, and counts an attempt as failed from its very start: those that are still under way must
   * not let more of them through. What it returns takes the count back after a success.
   */
  begin(address: string | undefined): () => void
}

type Options = { windowMs: number; perAddress: number; total: number; now: () => number }

/** Guessing keys must stay slow, whoever guesses and from however many places. */
export function createRateLimit({ windowMs, perAddress, total, now }: Options): RateLimit {
  // Nothing is counted beyond `total`: the limit itself bounds the memory.
  let counted: { address: string; at: number }[] = []
  const freeAt = (list: readonly { at: number }[], max: number) => {
    const oldest = list[list.length - max]
    return oldest ? oldest.at + windowMs : 0
  }
  const check = (given = '') => {
    const address = networkOf(given)
    counted = counted.filter((one) => one.at > now() - windowMs)
    const own = counted.filter((one) => one.address === address)
    const until = Math.max(freeAt(own, perAddress), freeAt(counted, total))
    if (until <= now()) return
    const seconds = Math.ceil((until - now()) / 1000)
    throw new Refusal(
      refuse(
        failures.rateLimited,
        { message: `Too many failed attempts. Try again in ${seconds} s.` },
        { 'retry-after': String(seconds) },
      ),
    )
  }
  return {
    check,
    begin(given = '') {
      check(given)
      const attempt = { address: networkOf(given), at: now() }
      counted.push(attempt)
      return () => {
        counted = counted.filter((one) => one !== attempt)
      }
    },
  }
}
