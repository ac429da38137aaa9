import { hexOfBytes } from './hex.ts'
import { isZero } from './quote.ts'

/** What MR_CONFIG_ID of a TD says about the compose file. */
export type MrConfigId =
  | { readonly kind: 'absent' }
  | { readonly kind: 'compose hash'; readonly compose_hash: string }
  | { readonly kind: 'other'; readonly form: number }

/**
 * Newer dstack hosts put the compose hash into the signed body itself: 01, the 32 bytes, then
 * zeros. Older ones leave it zero. Forms 02 and 03 hash the compose hash together with values that
 * no API hands out, so they cannot be compared here.
 */
export function readMrConfigId(bytes: Uint8Array): MrConfigId {
  if (isZero(bytes)) return { kind: 'absent' }
  if (bytes[0] === 1 && isZero(bytes.subarray(33))) {
    return { kind: 'compose hash', compose_hash: hexOfBytes(bytes.subarray(1, 33)) }
  }
  return { kind: 'other', form: bytes[0] ?? 0 }
}
