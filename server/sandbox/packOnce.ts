import type { Bytes } from '../gateway/answer.ts'

const packings = new WeakMap<Bytes, Map<string, Promise<Bytes>>>()

/** What `pack` makes of a body, once for each coding as long as somebody keeps the body. */
export function packOnce(
  coding: string,
  plain: Bytes,
  pack: (body: Bytes) => Promise<Bytes>,
): Promise<Bytes> {
  const known = packings.get(plain) ?? new Map<string, Promise<Bytes>>()
  packings.set(plain, known)
  const packed = known.get(coding)
  if (packed) return packed
  const made = pack(plain)
  known.set(coding, made)
  // One that failed is not kept: who asks next, tries again.
  made.catch(() => known.delete(coding))
  return made
}
