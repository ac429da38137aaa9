import { randomBytes, randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import { ME } from '../inventory/account.ts'
import type { CvmFiles, CvmRecord } from '../store/cvm.ts'
import { begin } from './begin.ts'
import { bootOutcome } from './bootOutcome.ts'
import { DURATION } from './durations.ts'
import { recordRevision } from './revision.ts'

/** All that a new CVM needs to be told; its identifiers and times are its own. */
export type NewCvm = Omit<
  CvmRecord,
  | 'num'
  | 'id'
  | 'vm_uuid'
  | 'instance_id'
  | 'status'
  | 'boot_error'
  | 'created_at'
  | 'deleted_at'
  | 'started_at'
  | 'ended_at'
  | 'running'
  | 'creator'
  | 'scheduled_delete_at'
  | 'shutdown_timeout'
>

/** Makes a CVM and boots it. `check` runs in the same transaction; what it throws makes nothing. */
export async function createCvm(
  ctx: Context,
  wanted: NewCvm,
  files: Omit<CvmFiles, 'boots'>,
  type: 'create' | 'replicate',
  check: () => void = () => undefined,
): Promise<CvmRecord> {
  const outcome = await bootOutcome(ctx, wanted, files)
  return ctx.db.transaction(() => {
    check()
    const made = ctx.cvms.insert(
      {
        ...wanted,
        id: `cvm_${randomBytes(6).toString('hex')}`,
        vm_uuid: randomUUID(),
        instance_id: randomBytes(20).toString('hex'),
        status: 'created',
        boot_error: null,
        created_at: ctx.now(),
        deleted_at: null,
        started_at: null,
        ended_at: null,
        running: null,
        creator: ME.user.username,
        scheduled_delete_at: null,
        shutdown_timeout: null,
      },
      { ...files, boots: [] },
    )
    const begun = begin(ctx, made, {
      type,
      status: 'creating',
      target: 'running',
      down: DURATION.reserve,
      ...outcome,
    })
    recordRevision(ctx, begun, type)
    return begun
  })
}
