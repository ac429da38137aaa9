import { childrenOf, DerError, readOnly, TAG, timeOf, valueOf } from './der.ts'
import type { DerNode } from './der.ts'
import { hexOfBytes } from './hex.ts'

/** What the checks here need of an X.509 certificate. Names are compared as DER bytes; times in seconds. */
export interface Certificate {
  readonly der: Uint8Array
  readonly tbs: Uint8Array
  readonly signature: Uint8Array
  readonly serial: string
  readonly issuer: Uint8Array
  readonly subject: Uint8Array
  readonly common_name: string
  readonly not_before: number
  readonly not_after: number
  readonly spki: Uint8Array
  readonly is_ca: boolean
}

export interface RevocationList {
  readonly tbs: Uint8Array
  readonly signature: Uint8Array
  readonly issuer: Uint8Array
  readonly this_update: number
  /** Undefined when the list does not say: it then never expires, and is refused. */
  readonly next_update: number | undefined
  readonly revoked: ReadonlySet<string>
}

const ECDSA_WITH_SHA256 = '2a8648ce3d040302'
const BASIC_CONSTRAINTS = '551d13'
const COMMON_NAME = '550403'

/** Throws a DerError when the bytes are no certificate that is signed with ECDSA and SHA-256. */
export function readCertificate(der: Uint8Array): Certificate {
  const { tbs, fields, signature } = readSigned(der)
  // Version 3, which is [0] in front, is what every certificate with extensions has.
  if (fields[0]?.tag !== 0xa0) throw new DerError('not a version 3 certificate')
  const [, serial, , issuer, validity, subject, spki, ...rest] = fields
  const [notBefore, notAfter] = childrenOf(present(validity))
  return {
    der,
    tbs,
    signature,
    serial: hexOfBytes(valueOf(serial, TAG.integer)),
    issuer: present(issuer).bytes,
    subject: present(subject).bytes,
    common_name: commonNameOf(present(subject)),
    not_before: timeOf(notBefore),
    not_after: timeOf(notAfter),
    spki: present(spki).bytes,
    is_ca: isCa(rest.find((node) => node.tag === 0xa3)),
  }
}

/** Throws a DerError when the bytes are no revocation list that is signed with ECDSA and SHA-256. */
export function readRevocationList(der: Uint8Array): RevocationList {
  const { tbs, fields, signature } = readSigned(der)
  const [, issuer, thisUpdate, ...rest] = fields[0]?.tag === TAG.integer ? fields.slice(1) : fields
  const isTime = (node?: DerNode) =>
    node?.tag === TAG.utc_time || node?.tag === TAG.generalized_time
  const nextUpdate = isTime(rest[0]) ? rest.shift() : undefined
  const entries = rest[0]?.tag === TAG.sequence ? childrenOf(rest[0]) : []
  return {
    tbs,
    signature,
    issuer: present(issuer).bytes,
    this_update: timeOf(thisUpdate),
    next_update: nextUpdate && timeOf(nextUpdate),
    revoked: new Set(
      entries.map((entry) => hexOfBytes(valueOf(childrenOf(entry)[0], TAG.integer))),
    ),
  }
}

const ECDSA = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

/** The few issuers there are, by their keys: reading one again takes a hop between threads. */
const known = new Map<string, Promise<CryptoKey | undefined>>()
const MAX_KNOWN = 16

/** A public key to check with; undefined when it is none on P-256, so that nothing verifies by it. */
export function readKey(spki: Uint8Array): Promise<CryptoKey | undefined> {
  const name = hexOfBytes(spki)
  const key = known.get(name) ?? importKey(spki)
  if (known.size >= MAX_KNOWN) known.clear()
  known.set(name, key)
  return key
}

async function importKey(spki: Uint8Array): Promise<CryptoKey | undefined> {
  try {
    return await crypto.subtle.importKey('spki', new Uint8Array(spki), ECDSA, false, ['verify'])
  } catch {
    return undefined
  }
}

/** Whether `signed` carries a valid ECDSA P-256 signature by the holder of the key. */
export async function isSignedBy(
  signed: { readonly tbs: Uint8Array; readonly signature: Uint8Array },
  key: CryptoKey | undefined,
): Promise<boolean> {
  if (!key) return false
  try {
    const signature = rawSignature(signed.signature)
    return await crypto.subtle.verify(ECDSA, key, signature, new Uint8Array(signed.tbs))
  } catch {
    // A signature that is none.
    return false
  }
}

function readSigned(der: Uint8Array) {
  const [tbs, algorithm, signature] = childrenOf(readOnly(der))
  const oid = valueOf(childrenOf(present(algorithm))[0], TAG.oid)
  if (hexOfBytes(oid) !== ECDSA_WITH_SHA256) throw new DerError('not signed with ECDSA and SHA-256')
  const bits = valueOf(signature, TAG.bit_string)
  if (bits[0] !== 0) throw new DerError('the signature is malformed')
  return { tbs: present(tbs).bytes, fields: childrenOf(present(tbs)), signature: bits.subarray(1) }
}

/** WebCrypto takes r‖s of 32 bytes each, X.509 has a DER sequence of two integers. */
function rawSignature(der: Uint8Array): Uint8Array<ArrayBuffer> {
  const raw = new Uint8Array(64)
  const numbers = childrenOf(readOnly(der))
  if (numbers.length !== 2) throw new DerError('the signature is malformed')
  for (const [index, number] of numbers.entries()) {
    const value = valueOf(number, TAG.integer)
    const digits = value[0] === 0 ? value.subarray(1) : value
    if (digits.length > 32) throw new DerError('the signature is malformed')
    raw.set(digits, 32 * (index + 1) - digits.length)
  }
  return raw
}

function present(node: DerNode | undefined): DerNode {
  if (!node) throw new DerError('an element is missing')
  return node
}

function commonNameOf(name: DerNode): string {
  for (const set of childrenOf(name)) {
    for (const attribute of childrenOf(set, TAG.set)) {
      const [type, value] = childrenOf(attribute)
      if (value && hexOfBytes(valueOf(type, TAG.oid)) === COMMON_NAME) {
        return new TextDecoder().decode(value.value)
      }
    }
  }
  return ''
}

function isCa(extensions: DerNode | undefined): boolean {
  if (!extensions) return false
  const list = childrenOf(readOnly(extensions.value))
  const found = list
    .map((extension) => childrenOf(extension))
    .find((parts) => hexOfBytes(valueOf(parts[0], TAG.oid)) === BASIC_CONSTRAINTS)
  if (!found) return false
  const [ca] = childrenOf(readOnly(valueOf(found.at(-1), TAG.octet_string)))
  return ca?.tag === TAG.boolean && ca.value[0] !== 0
}
