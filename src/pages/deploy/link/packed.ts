import { MAX_PAYLOAD_BYTES } from '../../../compose/limits.ts'

/** More than any text within the limit needs, packed by whatever packer. */
const MAX_PACKED = 300_000

export type Unpacked = { ok: true; text: string } | { ok: false; reason: string }

/** A text as it stands in a fragment: UTF-8, raw deflate, base64url. */
export async function pack(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer())
  return toBase64Url(bytes)
}

/** The way back, for text of strangers: no more is unpacked than a compose file may have. */
export async function unpack(packed: string): Promise<Unpacked> {
  if (packed.length > MAX_PACKED) return bad('it is too long')
  if (!/^[A-Za-z0-9_-]*$/.test(packed)) return bad('it is not written in base64url')
  if (packed.length % 4 === 1) return bad(CUT)
  try {
    const unpacked = await inflate(fromBase64Url(packed))
    if (!unpacked) return bad(`it unpacks to more than ${MAX_PAYLOAD_BYTES / 1024} KB`)
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(unpacked) }
  } catch {
    return bad(CUT)
  }
}

const CUT = 'it does not unpack to a text; it may have been cut off on its way'

const bad = (reason: string): Unpacked => ({ ok: false, reason })

/** Undefined for what would grow beyond the limit; the rest of it is never unpacked. */
async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array | undefined> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  const reader = stream.getReader()
  const all = new Uint8Array(MAX_PAYLOAD_BYTES)
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return all.subarray(0, length)
    if (length + value.length > MAX_PAYLOAD_BYTES) {
      await reader.cancel()
      return undefined
    }
    all.set(value, length)
    length += value.length
  }
}

function toBase64Url(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(plain, (character) => character.charCodeAt(0))
}
