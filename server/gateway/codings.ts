/** What a client says it can unpack (Accept-Encoding), without what it refuses. */
export function acceptedEncodings(header: string | null | undefined): Set<string> {
  const accepted = new Set<string>()
  for (const part of (header ?? '').toLowerCase().split(',')) {
    const [name = '', ...params] = part.split(';').map((piece) => piece.trim())
    if (!params.some((param) => /^q=0(\.0*)?$/.test(param))) accepted.add(name)
  }
  return accepted
}
