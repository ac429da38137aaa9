import { MAX_PAYLOAD_BYTES } from '../../compose/limits.ts'

type Read = { ok: true; text: string } | { ok: false; reason: string }

/** The text of a file that somebody chose; what is no text, or far too long, is not taken over. */
export async function readComposeFile(file: File): Promise<Read> {
  if (file.size > 4 * MAX_PAYLOAD_BYTES) {
    return {
      ok: false,
      reason: `${file.name} has ${Math.ceil(file.size / 1024)} KB; 200 KB is the limit.`,
    }
  }
  try {
    const bytes = await file.arrayBuffer()
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (text.includes('\0')) throw new TypeError('binary')
    return { ok: true, text: text.replaceAll('\r\n', '\n') }
  } catch {
    return { ok: false, reason: `${file.name} is not a text file, or could not be read.` }
  }
}
