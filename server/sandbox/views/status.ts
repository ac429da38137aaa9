import type { BatchStatus, CvmState } from '../../../src/contract/status.ts'
import type { Context } from '../context.ts'
import { minutesUp, statusAt, uptime } from '../lifecycle/view.ts'
import type { CvmRecord } from '../store/cvm.ts'

/** GET /cvms/{id}/state: what is not known is left out, never null. */
export function stateOf(ctx: Context, cvm: CvmRecord): CvmState {
  const now = ctx.now()
  const at = statusAt(cvm, now)
  return present({
    name: cvm.name,
    status: at.status,
    id: cvm.vm_uuid,
    instance_id: cvm.instance_id,
    uptime: uptime(cvm, now),
    exited_at: cvm.ended_at === null || cvm.running ? null : new Date(cvm.ended_at).toISOString(),
    boot_progress: at.boot_progress,
    boot_error: at.boot_error,
    shutdown_progress: at.shutdown_progress,
  })
}

/** One value of POST /status/batch. */
export function batchStatusOf(ctx: Context, cvm: CvmRecord): BatchStatus {
  const now = ctx.now()
  const at = statusAt(cvm, now)
  return {
    vm_uuid: cvm.vm_uuid,
    status: at.status,
    in_progress: at.in_progress,
    uptime: uptime(cvm, now),
    boot_progress: at.boot_progress,
    boot_error: at.boot_error,
    shutdown_progress: at.shutdown_progress,
    operation_type: cvm.running?.type ?? null,
    operation_started_at: at.progress?.started_at ?? null,
    correlation_id: at.progress?.correlation_id ?? null,
  }
}

const texts = new WeakMap<CvmRecord, { minutes: number | null; text: string }>()

/**
 * The same as JSON. A record is never changed in place, and where nothing is under way only the minutes
 * move in it.
 */
export function batchStatusText(ctx: Context, cvm: CvmRecord): string {
  if (cvm.running) return JSON.stringify(batchStatusOf(ctx, cvm))
  const minutes = minutesUp(cvm, ctx.now())
  const known = texts.get(cvm)
  if (known?.minutes === minutes) return known.text
  const text = JSON.stringify(batchStatusOf(ctx, cvm))
  texts.set(cvm, { minutes, text })
  return text
}

type Present<T> = { [K in keyof T]: Exclude<T[K], null> }

function present<T extends object>(object: T): Present<T> {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== null),
  ) as Present<T>
}
