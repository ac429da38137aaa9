import { hexOfBytes } from './hex.ts'

/** The platform's own SHA-2: it costs the verifier's bundle nothing. */
export async function digest(
  algorithm: 'SHA-256' | 'SHA-384',
  bytes: Uint8Array,
): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest(algorithm, new Uint8Array(bytes)))
}

/** SHA-256 of the UTF-8 bytes of a text, in lower-case hex. */
export const sha256OfText = async (text: string): Promise<string> =>
  hexOfBytes(await digest('SHA-256', new TextEncoder().encode(text)))

/** SHA-256 of bytes, in lower-case hex. */
export const sha256OfBytes = async (bytes: Uint8Array): Promise<string> =>
  hexOfBytes(await digest('SHA-256', bytes))
