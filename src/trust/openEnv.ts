import { x25519 } from '@noble/curves/ed25519'
import { bytesOfHex } from './hex.ts'
import type { EnvPair } from './sealEnv.ts'

const PUBLIC_KEY = 32
const IV = 12
const TAG = 16

/**
 * Decrypts what `sealEnv` made (its layout is described there), with the X25519 private key, 64 hex
 * digits. Throws a TypeError when the text is not hex, too short, sealed for another key, altered,
 * or does not hold `{env: [{key, value}]}`.
 */
export async function openEnv(sealed: string, privateKey: string): Promise<EnvPair[]> {
  const bytes = bytesOfHex(sealed)
  const secret = bytesOfHex(privateKey, 32)
  if (!secret) throw new TypeError('the private key must be 64 hexadecimal digits')
  if (!bytes) throw new TypeError('encrypted_env must be hexadecimal')
  if (bytes.length < PUBLIC_KEY + IV + TAG) throw new TypeError('encrypted_env is too short')
  return pairsOf(await decrypt(bytes, secret))
}

async function decrypt(bytes: Uint8Array, secret: Uint8Array): Promise<string> {
  try {
    const shared = x25519.getSharedSecret(secret, bytes.subarray(0, PUBLIC_KEY))
    const key = await crypto.subtle.importKey('raw', new Uint8Array(shared), 'AES-GCM', false, [
      'decrypt',
    ])
    const iv = new Uint8Array(bytes.subarray(PUBLIC_KEY, PUBLIC_KEY + IV))
    const ciphertext = new Uint8Array(bytes.subarray(PUBLIC_KEY + IV))
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, ciphertext)
    return new TextDecoder('utf-8', { fatal: true }).decode(plain)
  } catch (cause) {
    throw new TypeError('encrypted_env was altered, or sealed for another key', { cause })
  }
}

function pairsOf(text: string): EnvPair[] {
  const envs = parsed(text)
  if (!Array.isArray(envs) || !envs.every(isPair)) {
    throw new TypeError('encrypted_env does not hold {"env":[{"key","value"}]}')
  }
  return envs.map(({ key, value }) => ({ key, value }))
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && 'env' in value ? value.env : undefined
  } catch {
    return undefined
  }
}

const isPair = (item: unknown): item is EnvPair =>
  typeof item === 'object' &&
  item !== null &&
  'key' in item &&
  typeof item.key === 'string' &&
  'value' in item &&
  typeof item.value === 'string'
