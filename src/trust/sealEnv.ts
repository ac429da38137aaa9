import { encryptEnvVars } from '@phala/dstack-sdk/encrypt-env-vars'
import { parseEnvKey } from './envKey.ts'
import { hexOfBytes } from './hex.ts'

export interface EnvPair {
  readonly key: string
  readonly value: string
}

/**
 * Encrypts environment variables for the X25519 key of an app, in this process: the `encrypted_env`
 * of the API, lower-case hex. Layout: 32 bytes ephemeral public key, 12 bytes IV, AES-256-GCM
 * ciphertext with its 16-byte tag over `{"env":[{"key","value"}]}`. Throws a TypeError that names
 * the reason when the key is not a usable one.
 *
 * Sealing authenticates nobody: whether the key belongs to a KMS is what `kmsSignature.ts` says.
 */
export async function sealEnv(pairs: readonly EnvPair[], publicKey: string): Promise<string> {
  const key = parseEnvKey(publicKey)
  if (!key.ok) throw new TypeError(key.reason)
  if (!globalThis.crypto?.subtle) {
    throw new TypeError('this browser encrypts only on pages loaded over https or from localhost')
  }
  const env = pairs.map(({ key, value }) => ({ key, value }))
  return encryptEnvVars(env, hexOfBytes(key.bytes))
}
