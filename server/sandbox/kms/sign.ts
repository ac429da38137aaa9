import { bareAppId } from '../../../src/contract/ids.ts'
import { signEnvKey } from '../../../src/trust/kmsSignature.ts'
import { SANDBOX_KMS_PRIVATE_KEY } from '../../../src/trust/sandboxKms.ts'
import { appKeys } from './keys.ts'

/**
 * The answer of GET /kms/{kms}/pubkey/{app_id}: the app's encryption key, signed in the legacy form
 * (no time in it) by the sandbox's published KMS key. The official SDK refuses any further field.
 */
export function signedPubkey(rootSeed: Uint8Array, appId: string) {
  const public_key = appKeys(rootSeed, appId).publicKey
  return {
    public_key,
    signature: signEnvKey(SANDBOX_KMS_PRIVATE_KEY, bareAppId(appId), public_key),
  }
}
