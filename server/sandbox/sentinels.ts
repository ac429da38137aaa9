import { ErrorCode } from '../../src/contract/errors.ts'

/**
 * Names that make the sandbox fail on purpose: a CVM whose name contains the left side behaves as the
 * right side says. CONTRIBUTING.md shows this table (a test compares the two).
 */
export const SENTINELS = {
  'fail-boot': 'the boot ends with a boot error',
  'fail-start': 'Start answers 500, again and again',
  'fail-commit': 'Commit answers 500 and makes nothing',
  'lost-commit': 'Commit makes the CVM, and its answer never arrives',
  'lost-replica': 'Replicate makes the replica, and its answer never arrives',
  'stuck-shutdown': 'Shut down and Restart never end; the force actions cut through',
  'slow-boot': 'every boot takes ten times as long',
  'busy-twice': 'the first two calls of each action answer 409 without an error code',
  'rate-limit': 'the first two calls of each action answer 429 with Retry-After: 1',
  'expired-hash': 'Provision works, and Commit answers that its compose hash has expired',
  'err-NN-NNN': 'Provision answers ERR-NN-NNN, any code of the catalogue',
} as const

export type Sentinel = Exclude<keyof typeof SENTINELS, 'err-NN-NNN'>

export const is = (name: string, sentinel: Sentinel): boolean =>
  name.toLowerCase().includes(sentinel)

/** The code that a name asks for, if it asks for one of the catalogue. */
export function codeIn(name: string): ErrorCode | undefined {
  const code = /err-\d\d-\d\d\d/i.exec(name)?.[0].toUpperCase()
  return Object.values(ErrorCode).find((known) => known === code)
}
