import { createHash } from 'node:crypto'

/** So many are kept, none of them longer than so many bytes. */
const KEPT = 64
const MAX_BYTES = 64 * 1024

const lately = new Map<string, Buffer>()

/** What `pack` makes of a body; a page that is asked for again and again is packed once. */
export async function packOnce(
  coding: string,
  plain: Buffer,
  pack: (body: Buffer) => Promise<Buffer>,
): Promise<Buffer> {
  const name = `${coding} ${createHash('sha256').update(plain).digest('base64')}`
  const known = lately.get(name)
  if (known) return known
  const made = await pack(plain)
  if (made.byteLength > MAX_BYTES) return made
  const [oldest] = lately.keys()
  if (lately.size >= KEPT && oldest !== undefined) lately.delete(oldest)
  lately.set(name, made)
  return made
}
