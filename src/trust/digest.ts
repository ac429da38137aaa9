import { hexOfBytes } from './hex.ts'

/** The platform's own: it costs nothing to load. */
const digest = async (bytes: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)))

/** SHA-256 of the UTF-8 bytes of a text, in lower-case hex. */
export const sha256OfText = async (text: string): Promise<string> =>
  hexOfBytes(await digest(new TextEncoder().encode(text)))

/** SHA-256 of bytes, in lower-case hex. */
export const sha256OfBytes = async (bytes: Uint8Array): Promise<string> =>
  hexOfBytes(await digest(bytes))
