export type Cbor = number | string | Uint8Array | readonly Cbor[] | ReadonlyMap<string, Cbor>

class CborError extends Error {}

const MAX_DEPTH = 8

/**
 * The value of a CBOR item (RFC 8949), as far as measurements of images use it: unsigned integers,
 * bytes, texts, arrays, and maps from texts, all of definite length. Undefined for anything else,
 * for a key that comes twice and for bytes left over: what is hashed is then read in one way only.
 */
export function readCbor(bytes: Uint8Array): Cbor | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  const take = (length: number): number => {
    if (at + length > bytes.length) throw new CborError('cut off')
    at += length
    return at - length
  }
  const count = (info: number): number => {
    if (info < 24) return info
    if (info === 24) return view.getUint8(take(1))
    if (info === 25) return view.getUint16(take(2))
    if (info === 26) return view.getUint32(take(4))
    throw new CborError('a length that is not used here')
  }
  const chunk = (length: number): Uint8Array => {
    const from = take(length)
    return bytes.subarray(from, from + length)
  }
  const item = (depth: number): Cbor => {
    if (depth > MAX_DEPTH) throw new CborError('too deep')
    const head = view.getUint8(take(1))
    const size = count(head & 0x1f)
    switch (head >> 5) {
      case 0:
        return size
      case 2:
        return chunk(size)
      case 3:
        return new TextDecoder('utf-8', { fatal: true }).decode(chunk(size))
      case 4: {
        const list: Cbor[] = []
        while (list.length < size) list.push(item(depth + 1))
        return list
      }
      case 5: {
        const map = new Map<string, Cbor>()
        while (map.size < size) {
          const key = item(depth + 1)
          if (typeof key !== 'string' || map.has(key))
            throw new CborError('a key twice, or no text')
          map.set(key, item(depth + 1))
        }
        return map
      }
      default:
        throw new CborError('a type that is not used here')
    }
  }
  try {
    const value = item(0)
    return at === bytes.length ? value : undefined
  } catch (error) {
    // TextDecoder throws a TypeError for what is not UTF-8.
    if (error instanceof CborError || error instanceof TypeError) return undefined
    throw error
  }
}
