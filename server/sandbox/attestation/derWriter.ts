import { concatBytes } from '../../../src/trust/hex.ts'

/** Writes DER (X.690): what the sandbox's certificates and revocation lists are made of. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const value = concatBytes(...parts)
  return concatBytes(new Uint8Array([tag, ...lengthBytes(value.length)]), value)
}

function lengthBytes(length: number): number[] {
  if (length < 0x80) return [length]
  if (length < 0x100) return [0x81, length]
  return [0x82, length >> 8, length & 0xff]
}

export const sequence = (...parts: readonly Uint8Array[]): Uint8Array => der(0x30, ...parts)

/** An unsigned integer from its big-endian bytes, without leading zeros, with a sign byte where needed. */
export function integer(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte !== 0)
  const digits = first === -1 ? new Uint8Array(1) : bytes.subarray(first)
  const sign = (digits[0] ?? 0) >= 0x80 ? new Uint8Array(1) : new Uint8Array()
  return der(0x02, sign, digits)
}

export const smallInteger = (value: number): Uint8Array =>
  integer(new Uint8Array([value >> 8, value & 0xff]))

/** A dotted object identifier. */
export function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return der(0x06, new Uint8Array([first * 40 + second, ...rest.flatMap(base128)]))
}

function base128(value: number): number[] {
  const digits = [value & 0x7f]
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) digits.unshift((rest & 0x7f) | 0x80)
  return digits
}

export const octets = (bytes: Uint8Array): Uint8Array => der(0x04, bytes)

export const bits = (bytes: Uint8Array): Uint8Array => der(0x03, new Uint8Array(1), bytes)

export const boolean = (value: boolean): Uint8Array => der(0x01, new Uint8Array([value ? 0xff : 0]))

/** Context-specific, explicit tag. */
export const tagged = (number: number, part: Uint8Array): Uint8Array => der(0xa0 + number, part)

/** UTCTime; seconds since 1970, until 2049. */
export function utcTime(seconds: number): Uint8Array {
  const text = new Date(seconds * 1000)
    .toISOString()
    .replace(/[-:T]|\.\d+/g, '')
    .slice(2)
  return der(0x17, new TextEncoder().encode(text))
}

/** A name with a common name and nothing else. */
export const name = (commonName: string): Uint8Array =>
  sequence(der(0x31, sequence(oid('2.5.4.3'), der(0x0c, new TextEncoder().encode(commonName)))))
