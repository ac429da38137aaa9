import type { Bytes } from '../gateway/answer.ts'

/** So many are kept, none of them longer than so many characters. */
const KEPT = 32
const MAX_LENGTH = 256 * 1024

/**
 * A text as bytes: the very same bytes where the same text was told under this name before, so that
 * what was made of them, such as a packed form, need not be made again. The text itself is compared:
 * nothing that is kept can be out of date.
 */
export function createRepeats() {
  const lately = new Map<string, { text: string; bytes: Bytes }>()
  return (name: string, text: string): Bytes => {
    const known = lately.get(name)
    if (known?.text === text) {
      // This very string is compared at once the next time.
      known.text = text
      return known.bytes
    }
    const bytes = Buffer.from(text)
    if (text.length > MAX_LENGTH) return bytes
    lately.delete(name)
    const [oldest] = lately.keys()
    if (lately.size >= KEPT && oldest !== undefined) lately.delete(oldest)
    lately.set(name, { text, bytes })
    return bytes
  }
}
