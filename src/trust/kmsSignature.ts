import { secp256k1 } from '@noble/curves/secp256k1'
import { keccak_256 } from '@noble/hashes/sha3'
import { bytesOfHex, concatBytes, hexOfBytes } from './hex.ts'
import type { KmsRoot } from './roots.ts'

/** What `GET /kms/{kms}/pubkey/{app_id}` answers; the last two only from newer KMS versions. */
export interface SignedEnvKey {
  readonly public_key: string
  readonly signature?: string | null | undefined
  readonly timestamp?: number | null | undefined
  readonly signature_v1?: string | null | undefined
}

/** `legacy` signs app id and key; `v1` signs the time too, so that an old answer shows. */
export type KmsSignatureForm = 'legacy' | 'v1'

export type KmsSignatureVerdict =
  | {
      readonly verdict: 'known root'
      readonly root: KmsRoot
      readonly signer: string
      readonly form: KmsSignatureForm
    }
  | { readonly verdict: 'unknown key'; readonly signer: string; readonly form: KmsSignatureForm }
  | { readonly verdict: 'unsigned' }
  | { readonly verdict: 'malformed'; readonly reason: string }

/** dstack's KMS: a v1 signature is fresh for 300 s, and clocks may differ by 60 s. */
const MAX_AGE_SECONDS = 300
const MAX_SKEW_SECONDS = 60

/**
 * Who signed an app's encryption key. Recovery yields *some* key for nearly any input, so it proves
 * nothing by itself: the verdict rests on `roots` alone. Where both signatures are there the v1
 * counts. `now` is in seconds.
 *
 * Not built on `verifyEnvEncryptPublicKey` of @phala/dstack-sdk 0.5.8: that one reads the wall clock
 * itself, writes to the console, and answers null for "too old" and "malformed" alike.
 */
export function checkKmsSignature(
  answer: SignedEnvKey,
  appId: string,
  roots: readonly KmsRoot[],
  now: number,
): KmsSignatureVerdict {
  const form: KmsSignatureForm = answer.signature_v1 ? 'v1' : 'legacy'
  const text = answer.signature_v1 || answer.signature
  if (!text) return { verdict: 'unsigned' }
  const timestamp = form === 'v1' ? (answer.timestamp ?? Number.NaN) : undefined
  const stale = timestamp === undefined ? undefined : stalenessOf(timestamp, now)
  if (stale) return malformed(stale)
  const signature = bytesOfHex(text, 65)
  if (!signature) return malformed('the signature is not 65 bytes of hex')
  const message = messageFor(appId, answer.public_key, timestamp)
  if (typeof message === 'string') return malformed(message)
  const signer = recover(message, signature)
  if (signer === undefined) return malformed('no key can have made this signature')
  const root = roots.find((candidate) => candidate.k256 === signer)
  return root
    ? { verdict: 'known root', root, signer, form }
    : { verdict: 'unknown key', signer, form }
}

/** The verdict as a sentence for people; it claims no more than what was checked. */
export function kmsSignatureSentence(verdict: KmsSignatureVerdict): string {
  switch (verdict.verdict) {
    case 'known root':
      return verdict.root.sandbox
        ? 'Signed by the sandbox’s own published key: this is a sandbox, nothing more is proven.'
        : `Signed by ${verdict.root.name} (${verdict.root.source})${verdict.form === 'legacy' ? '; the signature carries no time, so an old answer could be replayed' : ''}.`
    case 'unknown key':
      return `Signed, but by a key that this page does not know (${verdict.signer.slice(0, 12)}…): whoever answered could have made it.`
    case 'unsigned':
      return 'Not signed: nothing shows that a KMS, and not somebody in between, chose this key.'
    default:
      return `The signature is not usable: ${verdict.reason}.`
  }
}

/**
 * Signs an app's encryption key as a dstack KMS does: 65 bytes r‖s‖recovery id over Keccak-256, hex.
 * With a timestamp (seconds) it is the v1 form, without one the legacy form.
 */
export function signEnvKey(
  privateKey: Uint8Array,
  appId: string,
  publicKey: string,
  timestamp?: number,
): string {
  const message = messageFor(appId, publicKey, timestamp)
  if (typeof message === 'string') throw new TypeError(message)
  const signature = secp256k1.sign(keccak_256(message), privateKey)
  return hexOfBytes(
    concatBytes(signature.toCompactRawBytes(), new Uint8Array([signature.recovery])),
  )
}

const malformed = (reason: string): KmsSignatureVerdict => ({ verdict: 'malformed', reason })

function stalenessOf(timestamp: number, now: number): string | undefined {
  if (!Number.isSafeInteger(timestamp) || timestamp < 0)
    return 'its timestamp is missing or no number'
  if (timestamp > now + MAX_SKEW_SECONDS) return 'its timestamp is in the future of this clock'
  if (timestamp < now - MAX_AGE_SECONDS) {
    return `it is ${now - timestamp} seconds old, more than ${MAX_AGE_SECONDS}: it may be a replay`
  }
  return undefined
}

/** `dstack-env-encrypt-pubkey:` app_id (20) [timestamp (8, big-endian)] public key (32), or what is wrong. */
function messageFor(appId: string, publicKey: string, timestamp?: number): Uint8Array | string {
  const app = bytesOfHex(appId.replace(/^app_/, ''), 20)
  const key = bytesOfHex(publicKey, 32)
  if (!app) return 'the app id is not 40 hex digits'
  if (!key) return 'the encryption key is not 64 hex digits'
  const time = new Uint8Array(timestamp === undefined ? 0 : 8)
  if (timestamp !== undefined) new DataView(time.buffer).setBigUint64(0, BigInt(timestamp))
  return concatBytes(new TextEncoder().encode('dstack-env-encrypt-pubkey:'), app, time, key)
}

/** Compressed public key in hex; undefined when the bytes are no signature at all. */
function recover(message: Uint8Array, signature: Uint8Array): string | undefined {
  const recovery = signature[64] ?? 0
  if (recovery > 3) return undefined
  try {
    return secp256k1.Signature.fromCompact(signature.subarray(0, 64))
      .addRecoveryBit(recovery)
      .recoverPublicKey(keccak_256(message))
      .toHex(true)
  } catch {
    return undefined
  }
}
