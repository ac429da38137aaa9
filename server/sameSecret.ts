import { hash, timingSafeEqual } from 'node:crypto'

/**
 * The one way to compare a secret that was given with the right one. Digests are of one length,
 * whatever is given: how long the comparison takes says nothing.
 */
export const isSameSecret = (given: string, right: string): boolean =>
  timingSafeEqual(digest(given), digest(right))

const digest = (text: string) => hash('sha256', text, 'buffer')
