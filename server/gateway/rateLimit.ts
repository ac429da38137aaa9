import { failures, refuse, Refusal } from './failures.ts'

/** Counts failed attempts per address and over all of them, in a window that slides. */
export type RateLimit = {
  /** Throws a Refusal with Retry-After when this address has failed too often. */
  check(address: string | undefined): void
  failed(address: string | undefined): void
}

type Options = { windowMs: number; perAddress: number; total: number; now: () => number }

/** Guessing keys must stay slow, whoever guesses and from however many places. */
export function createRateLimit({ windowMs, perAddress, total, now }: Options): RateLimit {
  // At most `total` failures are remembered: the limit itself bounds the memory.
  const failuresSeen: { address: string; at: number }[] = []
  const recent = () => {
    while (failuresSeen[0] && failuresSeen[0].at <= now() - windowMs) failuresSeen.shift()
    return failuresSeen
  }
  const freeAt = (list: readonly { at: number }[], max: number) => {
    const oldest = list[list.length - max]
    return oldest ? oldest.at + windowMs : 0
  }
  return {
    check(address = '') {
      const all = recent()
      const own = all.filter((one) => one.address === address)
      const until = Math.max(freeAt(own, perAddress), freeAt(all, total))
      if (until <= now()) return
      const seconds = Math.ceil((until - now()) / 1000)
      throw new Refusal(
        refuse(
          failures.rateLimited,
          { message: `Too many failed attempts. Try again in ${seconds} s.` },
          { 'retry-after': String(seconds) },
        ),
      )
    },
    failed(address = '') {
      recent().push({ address, at: now() })
      if (failuresSeen.length > total) failuresSeen.shift()
    },
  }
}
