import { ComposeHashStatus, ErrorCode } from '../../../src/contract/errors.ts'
import type { Context } from '../context.ts'
import { failure, type Failure } from '../failure.ts'
import { nodeOf } from '../inventory/nodes.ts'

/**
 * A sandbox has no chain to ask: it takes any well-formed transaction hash for one that registered
 * the compose hash, except those that end in `dead` (never verified) and `beef` (not allowed).
 * `already-registered` is what clients send when the hash was allowed before.
 */
export function checkTransaction(
  hash: string | undefined | null,
  approval: Record<string, unknown>,
): void {
  if (!hash) throw registrationRequired(approval)
  if (hash === 'already-registered') return
  const details = [{ field: 'transaction_hash', value: hash, message: 'Not accepted.' }]
  if (!/^0x[0-9a-f]{64}$/i.test(hash) || hash.toLowerCase().endsWith('dead')) {
    throw failure(
      ComposeHashStatus.TX_VERIFICATION_FAILED,
      ErrorCode.TX_VERIFICATION_FAILED,
      'The transaction could not be verified',
      { details, suggestions: ['A transaction hash is 0x and 64 hexadecimal digits'] },
    )
  }
  if (hash.toLowerCase().endsWith('beef')) {
    throw failure(
      ComposeHashStatus.NOT_ALLOWED,
      ErrorCode.HASH_NOT_ALLOWED,
      'The contract does not allow this compose hash',
      { details, suggestions: ['Call addComposeHash on the app’s contract first'] },
    )
  }
}

/** 465: the compose hash has to be registered on its chain first. */
export function registrationRequired(details: Record<string, unknown>): Failure {
  return failure(
    ComposeHashStatus.REGISTRATION_REQUIRED,
    ErrorCode.HASH_REGISTRATION_REQUIRED,
    'The compose hash must be registered on chain first',
    { details, suggestions: ['Register the compose hash, then send the transaction hash'] },
  )
}

/** A sandbox's contracts allow what runs already, on the devices it runs on. */
export function allowedBy(ctx: Context, appId: string, composeHash: string, device?: string) {
  const compose_hash = composeHash.toLowerCase().replace(/^(0x|sha256:)/, '')
  const cvms = ctx.cvms.byApp(appId)
  const devices = cvms.flatMap(({ teepod_id }) => nodeOf(teepod_id)?.device_id ?? [])
  const compose_hash_allowed = cvms.some((cvm) => cvm.compose_hash === compose_hash)
  const device_id = device ?? devices[0] ?? ''
  const device_id_allowed = devices.includes(device_id)
  return {
    app_contract_address: `0x${appId}`,
    compose_hash,
    device_id,
    compose_hash_allowed,
    allow_any_device: false,
    device_id_allowed,
    is_allowed: compose_hash_allowed && device_id_allowed,
    error: null,
  }
}
