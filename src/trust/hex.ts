import { bytesToHex, hexToBytes } from '@noble/hashes/utils'

/**
 * The bytes of a hex string, with or without `0x`, in either case; undefined when it is anything
 * else. `length` is in bytes. Exact where `parseInt` based parsing would take rubbish for zeros.
 */
export function bytesOfHex(text: string, length?: number): Uint8Array | undefined {
  const digits = /^0x/i.test(text) ? text.slice(2) : text
  if (digits.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(digits)) return undefined
  if (length !== undefined && digits.length !== 2 * length) return undefined
  return hexToBytes(digits.toLowerCase())
}

/** Lower-case hex without a prefix. */
export const hexOfBytes = (bytes: Uint8Array): string => bytesToHex(bytes)

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let offset = 0
  for (const part of parts) {
    out.set(part, offset)
    offset += part.length
  }
  return out
}

/** Not constant-time: everything compared here is public. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}
