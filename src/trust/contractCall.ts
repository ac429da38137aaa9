import { keccak_256 } from '@noble/hashes/sha3'
import { hexOfBytes } from './hex.ts'

/** The functions of an app's contract that allow a compose hash, and a device. */
export type AllowingFunction = 'addComposeHash(bytes32)' | 'addDevice(bytes32)'

export type ContractCall = { signature: AllowingFunction; data: string; argument: string }

/**
 * A call as a wallet sends it: the first four bytes of the Keccak-256 of the function's signature,
 * then its one 32-byte argument. `value` is 64 hex digits, with or without `0x` or `sha256:`.
 */
export function allowingCall(signature: AllowingFunction, value: string): ContractCall {
  const hash = value.toLowerCase().replace(/^(0x|sha256:)/, '')
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new TypeError(`${signature} takes 64 hexadecimal digits`)
  const selector = hexOfBytes(keccak_256(new TextEncoder().encode(signature)).subarray(0, 4))
  return { signature, data: `0x${selector}${hash}`, argument: `0x${hash}` }
}
