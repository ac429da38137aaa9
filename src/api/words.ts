import type * as words from './errorWords.ts'

let catalogue: typeof words | undefined

/** The catalogue, once it has been brought. */
export const wordsAtHand = (): typeof words | undefined => catalogue

/**
 * Brings the catalogue of words, before an error that it has words for is thrown: a page on which
 * nothing fails never loads it. Where it cannot be had, the server's own message stands alone.
 */
export async function bringWords(): Promise<void> {
  catalogue ??= await import('./errorWords.ts').catch(() => undefined)
}
