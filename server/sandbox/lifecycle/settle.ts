import type { Context } from '../context.ts'
import type { CvmRecord } from '../store/cvm.ts'
import { begin, closeOperation } from './begin.ts'
import { DURATION } from './durations.ts'

/**
 * Brings every CVM up to date: what was due by now is over. Called before each request is answered, so
 * a status never depends on a timer, and a restart of the process loses nothing.
 */
export function settle(ctx: Context): void {
  const now = ctx.now()
  if (now < ctx.cvms.nextDue()) return
  for (const cvm of ctx.cvms.due(now)) ctx.db.transaction(() => finish(ctx, cvm))
  deleteScheduled(ctx)
}

function finish(ctx: Context, cvm: CvmRecord): void {
  const { running } = cvm
  if (!running?.due_at) return
  const at = running.due_at
  const settled = settledCvm(cvm, at)
  ctx.cvms.save(settled)
  closeOperation(ctx, running, at, running.boot_error, settled.status)
  ctx.notify()
}

function settledCvm(cvm: CvmRecord, at: number): CvmRecord {
  const { running } = cvm
  if (!running) return cvm
  if (running.deletes) {
    return { ...cvm, running: null, status: 'deleted', deleted_at: at, ended_at: at }
  }
  const base = { ...cvm, running: null, boot_error: running.boot_error }
  if (running.boots_at === null) {
    const stopped = running.target === 'stopped'
    return { ...base, status: running.target, ...(stopped && { ended_at: at }) }
  }
  const failed = running.boot_error !== null
  return {
    ...base,
    status: failed ? 'failed' : running.target,
    started_at: running.boots_at,
    ended_at: failed ? at : null,
  }
}

/** Takes away what was to be deleted by now. */
function deleteScheduled(ctx: Context): void {
  const now = ctx.now()
  for (const cvm of ctx.cvms.scheduled(now)) {
    if (!cvm.running?.deletes) {
      begin(ctx, cvm, {
        type: 'scheduled_delete',
        status: 'deleting',
        target: 'deleted',
        down: DURATION.delete,
        boot: null,
        deletes: true,
      })
    }
  }
}
