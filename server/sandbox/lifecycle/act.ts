import { ConsoleErrorCode } from '../../../src/contract/consoleErrors.ts'
import { actionOf, whyNot, type ActionId } from '../../../src/cvm/actions.ts'
import type { Context } from '../context.ts'
import { failure, plain, type Failure } from '../failure.ts'
import { is } from '../sentinels.ts'
import type { CvmRecord } from '../store/cvm.ts'
import { begin, type Plan } from './begin.ts'
import { bootOutcome } from './bootOutcome.ts'
import { DURATION } from './durations.ts'
import { statusAt } from './view.ts'

type Act = Exclude<ActionId, 'replicate'>

/** Those that end whatever is under way. */
const CUTS_THROUGH: readonly Act[] = ['stop', 'force_restart', 'delete']

/** Does one of the actions, as the action table allows it; answers the CVM in transition. */
export async function act(ctx: Context, cvm: CvmRecord, id: Act): Promise<CvmRecord> {
  checkState(ctx, cvm, id)
  const refused = refusedByName(ctx, cvm, id)
  if (refused) throw refused
  const plan = await planOf(ctx, cvm, id)
  // Opening the environment took a moment, in which another request may have come first.
  const current = ctx.cvms.byNum(cvm.num)
  if (!current) throw gone(cvm)
  checkState(ctx, current, id)
  return begin(ctx, current, plan)
}

/** 409 with a code: something is under way, or the state does not allow it. */
export function checkState(ctx: Context, cvm: CvmRecord, id: Act): void {
  const now = statusAt(cvm, ctx.now())
  if (cvm.running && !CUTS_THROUGH.includes(id)) throw inProgress(cvm)
  if (cvm.running?.deletes && id !== 'delete') throw inProgress(cvm)
  const reason = whyNot(actionOf(id), now)
  if (reason === undefined) return
  throw failure(409, ConsoleErrorCode.NOT_ALLOWED_IN_STATE, reason, {
    details: [{ field: 'status', value: now.status, message: reason }],
  })
}

export function inProgress(cvm: CvmRecord): Failure {
  const what = cvm.running?.type.replaceAll('_', ' ') ?? 'operation'
  return failure(
    409,
    ConsoleErrorCode.OPERATION_IN_PROGRESS,
    `Another operation (${what}) is in progress for ${cvm.name}`,
    {
      details: [{ field: 'operation', value: cvm.running?.correlation_id, message: what }],
      suggestions: ['Wait until it is done', 'Force stop cuts it short'],
    },
  )
}

const gone = (cvm: CvmRecord) => plain(404, `CVM ${cvm.id} was deleted meanwhile`)

async function planOf(ctx: Context, cvm: CvmRecord, id: Act): Promise<Plan> {
  const stuck = is(cvm.name, 'stuck-shutdown')
  switch (id) {
    case 'shutdown': {
      const down = stuck ? null : DURATION.shutdown
      return { type: 'shutdown', status: 'shutting_down', target: 'stopped', down, boot: null }
    }
    case 'stop': {
      const { stop } = DURATION
      return {
        type: 'stop',
        status: 'stopping',
        target: 'stopped',
        down: stop,
        boot: null,
        forced: true,
      }
    }
    case 'delete':
      return {
        type: 'delete',
        status: 'deleting',
        target: 'deleted',
        down: DURATION.delete,
        boot: null,
        deletes: true,
        forced: true,
      }
    default: {
      const outcome = await bootOutcome(ctx, cvm, ctx.cvms.files(cvm.num))
      if (id === 'start') {
        return { type: 'start', status: 'starting', target: 'running', down: 0, ...outcome }
      }
      const forced = id === 'force_restart'
      const down = forced ? DURATION.force_restart_down : stuck ? null : DURATION.restart_down
      return { type: id, status: 'restarting', target: 'running', down, forced, ...outcome }
    }
  }
}

/** What the CVM's name asks to go wrong (`sentinels.ts`). */
function refusedByName(ctx: Context, cvm: CvmRecord, id: Act): Failure | undefined {
  if (id === 'start' && is(cvm.name, 'fail-start')) {
    return plain(500, `${cvm.name} cannot be started: its name asks for it`)
  }
  if (is(cvm.name, 'busy-twice') && ctx.refusals.take(`${cvm.num} ${id}`, 2)) {
    return plain(409, 'The CVM is busy, try again')
  }
  if (is(cvm.name, 'rate-limit') && ctx.refusals.take(`${cvm.num} ${id}`, 2)) {
    return plain(429, 'Too many requests', { 'retry-after': '1' })
  }
  return undefined
}
