import { x25519 } from '@noble/curves/ed25519'
import { hkdf } from '@noble/hashes/hkdf'
import { sha256 } from '@noble/hashes/sha2'
import { bytesOfHex, hexOfBytes } from '../../../src/trust/hex.ts'
import { openEnv } from '../../../src/trust/openEnv.ts'
import type { EnvPair } from '../../../src/trust/sealEnv.ts'

const SALT = new TextEncoder().encode('cvm-console sandbox KMS: environment keys')

export type AppKeys = {
  /** X25519, 64 lower-case hex digits: what clients seal `encrypted_env` for. */
  publicKey: string
  /**
   * The environment inside `encryptedHex`, in the order it was sealed. Throws a TypeError with the
   * reason when it is not hex, cut short, altered, sealed for another app, or not an environment.
   */
  open: (encryptedHex: string) => Promise<EnvPair[]>
}

/**
 * The encryption keys of one app, as a KMS derives them: the same for the same root and app always,
 * so nothing but the root has to be kept. `appId` is 40 hex digits, with or without `app_` or `0x`.
 */
export function appKeys(rootSeed: Uint8Array, appId: string): AppKeys {
  const known = knownOf(rootSeed)
  const found = known.get(appId)
  if (found) return found
  const secret = hkdf(sha256, rootSeed, SALT, appIdBytes(appId), 32)
  const keys: AppKeys = {
    publicKey: hexOfBytes(x25519.getPublicKey(secret)),
    open: (encryptedHex) => openEnv(encryptedHex, hexOfBytes(secret)),
  }
  if (known.size >= KNOWN) known.clear()
  known.set(appId, keys)
  return keys
}

/** Deriving a key takes about a millisecond, and every row of a list names one. */
const KNOWN = 20_000
const byRoot = new WeakMap<Uint8Array, Map<string, AppKeys>>()

function knownOf(rootSeed: Uint8Array): Map<string, AppKeys> {
  const known = byRoot.get(rootSeed) ?? new Map<string, AppKeys>()
  byRoot.set(rootSeed, known)
  return known
}

/** Throws a TypeError: an app id that is none must never get a key of its own. */
function appIdBytes(appId: string): Uint8Array {
  const bytes = bytesOfHex(appId.replace(/^app_/i, ''), 20)
  if (!bytes) throw new TypeError('an app id is 40 hexadecimal digits')
  return bytes
}
