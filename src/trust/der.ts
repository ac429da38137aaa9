/** One DER element: `bytes` with its header, `value` without. Both are views, nothing is copied. */
export interface DerNode {
  readonly tag: number
  readonly bytes: Uint8Array
  readonly value: Uint8Array
}

export class DerError extends Error {}

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bit_string: 0x03,
  octet_string: 0x04,
  oid: 0x06,
  utc_time: 0x17,
  generalized_time: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const

/** Reads the element at the start of `bytes`. Definite, shortest lengths only: DER, not BER. */
export function readDer(bytes: Uint8Array): DerNode {
  const [tag, first] = bytes
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) {
    throw new DerError('not DER')
  }
  const extra = first < 0x80 ? 0 : first & 0x7f
  let length = first < 0x80 ? first : 0
  for (let index = 0; index < extra; index++) length = length * 256 + (bytes[2 + index] ?? 0)
  const start = 2 + extra
  const shortest =
    extra === 0 || (extra <= 4 && length >= (extra === 1 ? 0x80 : 256 ** (extra - 1)))
  if (first === 0x80 || !shortest || start + length > bytes.length) throw new DerError('not DER')
  return {
    tag,
    bytes: bytes.subarray(0, start + length),
    value: bytes.subarray(start, start + length),
  }
}

/** Reads `bytes` as exactly one element with nothing behind it. */
export function readOnly(bytes: Uint8Array): DerNode {
  const node = readDer(bytes)
  if (node.bytes.length !== bytes.length) throw new DerError('something follows the structure')
  return node
}

export function childrenOf(node: DerNode, tag: number = TAG.sequence): DerNode[] {
  if (node.tag !== tag) throw new DerError('an element is missing or of another type')
  const children: DerNode[] = []
  let rest = node.value
  while (rest.length > 0) {
    const child = readDer(rest)
    children.push(child)
    rest = rest.subarray(child.bytes.length)
  }
  return children
}

export function valueOf(node: DerNode | undefined, tag: number): Uint8Array {
  if (node?.tag !== tag) throw new DerError('an element is missing or of another type')
  return node.value
}

/** UTCTime or GeneralizedTime (RFC 5280: seconds, Zulu) in seconds since 1970. */
export function timeOf(node: DerNode | undefined): number {
  const text = String.fromCharCode(...(node?.value ?? []))
  const match = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/.exec(text)
  const yearDigits = node?.tag === TAG.utc_time ? 2 : node?.tag === TAG.generalized_time ? 4 : 0
  if (!match || match[1]?.length !== yearDigits) throw new DerError('a time is malformed')
  const [year = 0, month = 0, day, hour, minute, second] = match.slice(1).map(Number)
  const century = yearDigits === 4 ? 0 : year < 50 ? 2000 : 1900
  return Date.UTC(century + year, month - 1, day, hour, minute, second) / 1000
}
