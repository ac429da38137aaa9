import { sha256 } from '@noble/hashes/sha2'
import { hexOfBytes } from './hex.ts'

/** Deeper than any real app_compose, shallow enough that no stack overflows. */
const MAX_DEPTH = 200

/**
 * The canonical JSON text of an app_compose, as dstack's "normalized app compose" rules have it:
 * keys sorted recursively (by UTF-16 code unit), no white space, nothing escaped that JSON does not
 * require, NaN and infinities as null, undefined members left out.
 *
 * `getComposeHash` of @phala/dstack-sdk 0.5.8 gives the same text for every app_compose that is made
 * here (a test compares them), but builds it by filling a fresh object. Thereby it drops a key
 * `__proto__`, puts integer-like keys in numeric order, and leaves an object with a key `constructor`
 * unsorted: it would hash something else than what was sent. Here each key is written where it belongs.
 */
export function canonicalJson(value: unknown, depth = 0): string {
  if (depth > MAX_DEPTH) throw new RangeError(`nested deeper than ${MAX_DEPTH} levels`)
  if (Array.isArray(value)) {
    return `[${value.map((item) => canonicalJson(item, depth + 1)).join(',')}]`
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member, depth + 1)}`).join(',')}}`
  }
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') {
    throw new TypeError(`a ${typeof value} is not JSON`)
  }
  // JSON.stringify already writes NaN and the infinities as null, and -0 as 0.
  return JSON.stringify(value ?? null)
}

/**
 * The compose hash that an app_compose *object* will have when a server stores its canonical text:
 * a prediction. 64 lower-case hex digits.
 */
export const composeHash = (appCompose: object): string => hashOfString(canonicalJson(appCompose))

/**
 * SHA-256 of the UTF-8 bytes as they are, 64 lower-case hex digits. The TEE measures the stored
 * app_compose *string*: to verify one, hash the string that was delivered and never a
 * re-serialisation of it.
 */
export const hashOfString = (appComposeString: string): string =>
  hexOfBytes(sha256(new TextEncoder().encode(appComposeString)))
