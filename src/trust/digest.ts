import { hexOfBytes } from './hex.ts'

/** SHA-256 in lower-case hex, by the platform's own: it costs nothing to load. */
export const sha256OfBytes = async (bytes: Uint8Array): Promise<string> =>
  hexOfBytes(new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))))
