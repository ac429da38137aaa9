import { randomBytes } from 'node:crypto'
import type { Context } from '../context.ts'
import type { CvmRecord } from '../store/cvm.ts'

/** Keeps what a CVM was made or changed to, so that it can be looked at and gone back to. */
export function recordRevision(ctx: Context, cvm: CvmRecord, operationType: string): void {
  const { app_compose, encrypted_env, user_config } = ctx.cvms.files(cvm.num)
  ctx.revisions.insert({
    revision_id: `rev_${randomBytes(8).toString('hex')}`,
    app_id: cvm.app_id,
    vm_uuid: cvm.vm_uuid,
    cvm_id: cvm.id,
    cvm_name: cvm.name,
    compose_hash: cvm.compose_hash,
    created_at: ctx.now(),
    operation_type: operationType,
    correlation_id: cvm.running?.correlation_id ?? '',
    app_compose,
    encrypted_env,
    user_config,
  })
}
