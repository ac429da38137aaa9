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

/** The key's own name of its type: a length in four bytes, then that many characters. */
function typeInside(body: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(body), (char) => char.charCodeAt(0))
    const length = new DataView(bytes.buffer).getUint32(0)
    if (length === 0 || length > 64 || bytes.length < 4 + length + 4) return undefined
    return new TextDecoder().decode(bytes.subarray(4, 4 + length))
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
