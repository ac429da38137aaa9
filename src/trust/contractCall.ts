import { keccak_256 } from '@noble/hashes/sha3'
import { hexOfBytes } from './hex.ts'

/** The function of an app's contract that allows a compose hash. */
const ADD_COMPOSE_HASH = 'addComposeHash(bytes32)'

/**
 * The call that registers a compose hash, as a wallet sends it: the first four bytes of the Keccak-256
 * of the function's signature, then the hash as its one 32-byte argument. `composeHash` is 64 hex
 * digits, with or without `0x` or `sha256:`.
 */
export function addComposeHashCall(composeHash: string): { data: string; argument: string } {
  const hash = composeHash.toLowerCase().replace(/^(0x|sha256:)/, '')
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new TypeError('a compose hash has 64 hexadecimal digits')
  const selector = hexOfBytes(keccak_256(new TextEncoder().encode(ADD_COMPOSE_HASH)).subarray(0, 4))
  return { data: `0x${selector}${hash}`, argument: `0x${hash}` }
}
