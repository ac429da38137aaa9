import { randomBytes } from 'node:crypto'
import type { Context } from '../context.ts'
import { plain } from '../failure.ts'
import { kmsInfo, kmsOf } from '../inventory/kms.ts'
import { nodeOf } from '../inventory/nodes.ts'
import { inProgress } from '../lifecycle/act.ts'
import { begin } from '../lifecycle/begin.ts'
import { bootOutcome } from '../lifecycle/bootOutcome.ts'
import { allowedBy, checkTransaction, registrationRequired } from '../lifecycle/chain.ts'
import { DURATION } from '../lifecycle/durations.ts'
import { isOnChain } from '../lifecycle/provision.ts'
import { recordRevision } from '../lifecycle/revision.ts'
import { PROVISION_TTL_MS } from '../store/provisions.ts'
import type { CvmRecord } from '../store/cvm.ts'
import { changed, type Change } from './change.ts'

export type ApplyOptions = {
  /** For the operation and the revision. */
  type: string
  /** The transaction that registered the new compose hash, for an on-chain KMS. */
  transaction_hash?: string | undefined
  /** Ask for approval even where none is needed. */
  prepare_only?: boolean
}

export type Applied = { cvm: CvmRecord; correlation_id: string; allowed_envs_changed: boolean }

/** Those that run, or tried to, are booted anew; one that is off stays off. */
const BOOTS = ['running', 'failed', 'error']

/**
 * Changes a CVM and boots it again if it is on. With an on-chain KMS a new compose hash needs a
 * transaction first: without one this throws the 465 that says what to register.
 */
export async function apply(
  ctx: Context,
  cvm: CvmRecord,
  change: Change,
  options: ApplyOptions,
): Promise<Applied> {
  if (cvm.running) throw inProgress(cvm)
  const next = await changed(ctx, cvm, change)
  const kms = kmsOf(cvm.kms)
  const needsChain = kms !== undefined && isOnChain(kms) && next.composeChanged
  if (options.prepare_only || (needsChain && !options.transaction_hash)) {
    throw registrationRequired(pend(ctx, cvm, next.cvm.compose_hash, change, 'update'))
  }
  if (needsChain) checkTransaction(options.transaction_hash, {})
  const outcome = await bootOutcome(ctx, next.cvm, next.files)
  return ctx.db.transaction(() => {
    const current = ctx.cvms.byNum(cvm.num)
    if (!current) throw plain(404, `CVM ${cvm.id} was deleted meanwhile`)
    if (current.running) throw inProgress(current)
    ctx.cvms.save({ ...next.cvm, running: null })
    ctx.cvms.saveFiles(cvm.num, { ...next.files, boots: ctx.cvms.files(cvm.num).boots })
    const boots = BOOTS.includes(cvm.status)
    const begun = begin(ctx, next.cvm, {
      type: options.type,
      status: 'updating',
      target: boots ? 'running' : cvm.status,
      down: boots ? DURATION.update_down : DURATION.reserve,
      ...(boots ? outcome : { boot: null }),
    })
    recordRevision(ctx, begun, options.type)
    return {
      cvm: begun,
      correlation_id: begun.running?.correlation_id ?? '',
      allowed_envs_changed: next.envsChanged,
    }
  })
}

/** Keeps a change until its compose hash is registered; the answer is what 465 says in `details`. */
export function pend(
  ctx: Context,
  cvm: CvmRecord,
  compose_hash: string,
  change: unknown,
  kind: 'update' | 'replica',
  device_id = nodeOf(cvm.teepod_id)?.device_id,
): Record<string, unknown> {
  const token = randomBytes(24).toString('base64url')
  const expires_at = ctx.now() + PROVISION_TTL_MS
  ctx.pending.put({ token, cvm: cvm.num, compose_hash, expires_at, kind, change })
  const { compose_hash_allowed, device_id_allowed, is_allowed } = allowedBy(
    ctx,
    cvm.app_id,
    compose_hash,
    device_id,
  )
  const kms = kmsOf(cvm.kms)
  const path = kind === 'update' ? 'commit-update' : 'commit-replica'
  const url = `${ctx.publicUrl()}/cvms/${cvm.vm_uuid}/${path}`
  return {
    compose_hash,
    app_id: cvm.app_id,
    device_id: device_id ?? null,
    kms_info: kms ? kmsInfo(kms) : null,
    commit_token: token,
    commit_url: url,
    api_commit_url: url,
    onchain_status: { compose_hash_allowed, device_id_allowed, is_allowed },
  }
}
