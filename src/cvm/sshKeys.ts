/** Types that OpenSSH accepts in authorized_keys today; `ssh-dss` it does not. */
const TYPES = [
  'ssh-ed25519',
  'ssh-rsa',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'sk-ssh-ed25519@openssh.com',
  'sk-ecdsa-sha2-nistp256@openssh.com',
]

const MIN_RSA_BITS = 2048

/** The keys of a text with one key a line; empty lines and comments are no keys. */
export function sshKeysIn(text: string): string[] {
  return linesOf(text).map(({ key }) => key)
}

/** What is wrong with the first bad line, by its number; undefined when all of them are keys. */
export function whyBadSshKeys(text: string): string | undefined {
  const seen = new Map<string, number>()
  for (const { key, line } of linesOf(text)) {
    const why = whyBadSshKey(key)
    if (why) return `Line ${line}: ${why}`
    const earlier = seen.get(bodyOf(key))
    if (earlier) return `Line ${line}: the same key as in line ${earlier}.`
    seen.set(bodyOf(key), line)
  }
  return undefined
}

/** What is wrong with a text that should be one public key, as a sentence. */
export function whyBadPublicKey(text: string): string | undefined {
  const keys = sshKeysIn(text)
  const [key = ''] = keys
  if (key === '') return 'Paste a public key.'
  const why = whyBadSshKey(key)
  if (why) return why.charAt(0).toUpperCase() + why.slice(1)
  if (keys.length > 1) return `These are ${keys.length} keys. Add them one at a time.`
  const bits = rsaBits(key)
  return bits !== undefined && bits < MIN_RSA_BITS
    ? `An RSA key needs ${MIN_RSA_BITS} bits at least; this one has ${bits}.`
    : undefined
}

/** The rest of the line after the key: usually who it belongs to. */
export const sshKeyComment = (text: string): string =>
  (sshKeysIn(text)[0] ?? '').split(/\s+/).slice(2).join(' ')

/** The same key, whatever comment stands behind it. */
export const isSameSshKey = (one: string, other: string): boolean =>
  bodyOf(one.trim()) === bodyOf(other.trim())

function whyBadSshKey(key: string): string | undefined {
  if (/PRIVATE KEY/.test(key)) return 'this is a private key. Paste the public one (….pub).'
  const [type = '', body] = key.split(/\s+/)
  if (!TYPES.includes(type)) {
    return `it must start with a key type such as ssh-ed25519, not “${type.slice(0, 30)}”.`
  }
  if (!body) return 'the key itself is missing after its type.'
  const inside = typeInside(body)
  if (inside === undefined) return 'the key is not complete: its base64 cannot be read.'
  if (inside !== type) return `it says ${type}, but the key inside is ${inside.slice(0, 30)}.`
  return undefined
}

/** The key's own name of its type. */
function typeInside(body: string): string | undefined {
  const parts = partsOf(body)
  const [type] = parts ?? []
  if (!type || type.length === 0 || type.length > 64 || parts?.length === 1) return undefined
  return new TextDecoder().decode(type)
}

/** RFC 4253 section 6.6: the type, the exponent, then the modulus with a zero in front of it. */
function rsaBits(key: string): number | undefined {
  const [type, body = ''] = key.split(/\s+/)
  const modulus = type === 'ssh-rsa' ? partsOf(body)?.[2] : undefined
  const first = modulus?.findIndex((byte) => byte !== 0) ?? -1
  if (!modulus || first < 0) return undefined
  return (modulus.length - first - 1) * 8 + (32 - Math.clz32(modulus[first] ?? 0))
}

/** RFC 4251 section 5: each part a length in four bytes, then that many; undefined when it is cut. */
function partsOf(body: string): Uint8Array[] | undefined {
  try {
    const bytes = Uint8Array.from(atob(body), (char) => char.charCodeAt(0))
    const view = new DataView(bytes.buffer)
    const parts = []
    for (let at = 0; at < bytes.length;) {
      const end = at + 4 + view.getUint32(at)
      if (end > bytes.length) return undefined
      parts.push(bytes.subarray(at + 4, end))
      at = end
    }
    return parts
  } catch {
    return undefined
  }
}

const bodyOf = (key: string) => key.split(/\s+/)[1] ?? key

function linesOf(text: string): { key: string; line: number }[] {
  return text
    .split('\n')
    .map((line, index) => ({ key: line.trim(), line: index + 1 }))
    .filter(({ key }) => key !== '' && !key.startsWith('#'))
}
