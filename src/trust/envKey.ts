import { x25519 } from '@noble/curves/ed25519'
import { bytesOfHex } from './hex.ts'

export type EnvKey =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly reason: string }

/** Any clamped scalar is a multiple of 8, so every small-order point gives zero with this one. */
const PROBE = new Uint8Array(32).fill(1)

/**
 * Reads the X25519 public key that secrets are sealed for. A key that is not exactly 32 bytes of hex
 * is refused (lax parsing would seal for a key that nobody has), and so is one of small order, zero
 * included: with it, everyone knows the shared secret.
 */
export function parseEnvKey(text: string): EnvKey {
  const bytes = bytesOfHex(text.trim(), 32)
  if (!bytes) {
    return { ok: false, reason: 'the encryption key must be 64 hexadecimal digits' }
  }
  if (bytes.every((byte) => byte === 0)) {
    return { ok: false, reason: 'the encryption key is all zeros' }
  }
  try {
    x25519.scalarMult(PROBE, bytes)
  } catch {
    // noble refuses an all-zero shared secret, which is what small-order points give.
    return {
      ok: false,
      reason: 'the encryption key is a small-order point: it would protect nothing',
    }
  }
  return { ok: true, bytes }
}
