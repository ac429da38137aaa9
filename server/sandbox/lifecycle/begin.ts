import { randomUUID } from 'node:crypto'
import type { Operation } from '../../../src/contract/operations.ts'
import type { Context } from '../context.ts'
import { ME, USER_ID } from '../inventory/account.ts'
import type { BootRecord, CvmRecord, Running } from '../store/cvm.ts'
import { statusAt } from './view.ts'

/** What is to happen to a CVM, in ms at normal speed. */
export type Plan = {
  type: string
  status: string
  target: string
  /** Until it is off, or until it is over where nothing boots; null for one that never ends. */
  down: number | null
  /** How long it boots after that; null when it does not. */
  boot: number | null
  boot_error?: string | null
  deletes?: boolean
  forced?: boolean
}

/** At most this many boots are kept for the serial log. */
const KEPT_BOOTS = 8

/** Sets an operation going; one that is under way is cut short by it. Returns the CVM as it is now. */
export function begin(ctx: Context, cvm: CvmRecord, plan: Plan): CvmRecord {
  const now = ctx.now()
  return ctx.db.transaction(() => {
    if (cvm.running) closeOperation(ctx, cvm.running, now, `cut short by ${plan.type}`)
    const off = plan.down === null ? null : now + ctx.scaled(plan.down)
    const boots_at = plan.boot === null ? null : off
    const running: Running = {
      type: plan.type,
      correlation_id: randomUUID(),
      status: plan.status,
      target: plan.target,
      started_at: now,
      due_at: off === null ? null : off + ctx.scaled(plan.boot ?? 0),
      boots_at,
      boot_error: plan.boot_error ?? null,
      ...(plan.deletes && { deletes: true }),
      ...(plan.forced && { forced: true }),
    }
    const next: CvmRecord = { ...cvm, running }
    ctx.cvms.save(next)
    recordBoots(ctx, next, running)
    ctx.operations.insert(cvm.num, operationOf(cvm, running, now))
    ctx.notify()
    return next
  })
}

/** The serial log is made of this: each boot, and when the power went off again. */
function recordBoots(ctx: Context, cvm: CvmRecord, running: Running): void {
  const files = ctx.cvms.files(cvm.num)
  const offAt = running.boots_at ?? running.due_at
  const boots = files.boots.map((boot): BootRecord => {
    if (boot.ended_at !== null || offAt === null) return boot
    return { ...boot, ended_at: offAt, ...(running.forced && { forced: true }) }
  })
  if (running.boots_at !== null && running.due_at !== null) {
    boots.push({
      started_at: running.boots_at,
      duration: running.due_at - running.boots_at,
      error: running.boot_error,
      ended_at: null,
    })
  }
  ctx.cvms.saveFiles(cvm.num, { ...files, boots: boots.slice(-KEPT_BOOTS) })
}

function operationOf(cvm: CvmRecord, running: Running, now: number): Operation {
  return {
    correlation_id: running.correlation_id,
    operation_type: running.type,
    target_state: running.target,
    triggered_by: USER_ID,
    triggered_by_username: ME.user.username,
    triggered_by_email: ME.user.email,
    started_at: new Date(now).toISOString(),
    completed_at: null,
    duration_ms: null,
    status: 'in_progress',
    error_message: null,
    sub_operations: [running.type],
    events: [
      {
        event_type: `instance.${running.type}.start`,
        timestamp: new Date(now).toISOString(),
        state: statusAt({ ...cvm, running: null }, now).status,
      },
    ],
    instance_name: cvm.name,
    compose_hash: cvm.compose_hash,
  }
}

/** Writes down how an operation ended. */
export function closeOperation(
  ctx: Context,
  running: Running,
  at: number,
  error: string | null,
  state = running.status,
): void {
  const operation = ctx.operations.get(running.correlation_id)
  if (!operation) return
  const timestamp = new Date(at).toISOString()
  ctx.operations.save({
    ...operation,
    status: error === null ? 'completed' : 'failed',
    error_message: error,
    completed_at: timestamp,
    duration_ms: at - running.started_at,
    events: [
      ...operation.events,
      {
        event_type: `instance.${running.type}.${error === null ? 'complete' : 'fail'}`,
        timestamp,
        state,
      },
    ],
  })
}
