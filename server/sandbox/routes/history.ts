import { Hono } from 'hono'
import * as v from 'valibot'
import { ComposeHashStatus } from '../../../src/contract/errors.ts'
import { bodyOf } from '../body.ts'
import type { Context } from '../context.ts'
import { Failure, plain } from '../failure.ts'
import { dashed, findCvm } from '../find.ts'
import { closeOperation } from '../lifecycle/begin.ts'
import type { CvmRecord } from '../store/cvm.ts'
import { apply } from '../update/apply.ts'
import { revisionOf } from '../views/app.ts'
import { appFor } from './apps.ts'
import { flagOf, intOf, json, pagingOf } from './route.ts'

/** What was done to CVMs, what they were changed to, and going back to it. */
export function historyRoutes(ctx: Context): Hono {
  const app = new Hono()
  app.get('/cvms/:id/operations', (c) => {
    const cvm = findCvm(ctx, c.req.param('id'))
    const limit = intOf(c, 'limit', { min: 1, max: 200, default: 20 })
    const before = intOf(c, 'cursor', { min: 1, max: Number.MAX_SAFE_INTEGER, default: Infinity })
    const rows = ctx.operations.of(cvm.num, limit, Math.min(before, Number.MAX_SAFE_INTEGER))
    const last = rows.at(-1)
    return json({
      items: rows.map(({ operation }) => operation),
      next_cursor: rows.length === limit && last ? String(last.num) : null,
      total: ctx.operations.count(cvm.num),
    })
  })
  app.post('/cvms/:id/operations/cancel', (c) => {
    const cvm = findCvm(ctx, c.req.param('id'))
    return json(cancel(ctx, cvm))
  })
  app.get('/apps/:id/revisions', (c) => {
    const { app_id } = appFor(ctx, c.req.param('id'))
    const { page, page_size, offset } = pagingOf(c, 20, 1000)
    const total = ctx.revisions.count(app_id)
    return json({
      revisions: ctx.revisions.page(app_id, page_size, offset).map(revisionOf),
      total,
      page,
      page_size,
      total_pages: Math.ceil(total / page_size),
    })
  })
  app.get('/apps/:id/revisions/:revision', (c) => {
    const found = revision(ctx, c.req.param('id'), c.req.param('revision'))
    const raw = flagOf(c, 'raw_compose_file')
    return json({
      ...revisionOf(found),
      compose_file: raw ? found.app_compose : (JSON.parse(found.app_compose) as unknown),
      encrypted_env: found.encrypted_env,
      user_config: found.user_config,
    })
  })
  app.post('/cvms/:id/revisions/:revision/redeploy', async (c) => {
    const cvm = findCvm(ctx, c.req.param('id'))
    const by = c.req.query('transaction_hash')
    return json(await redeploy(ctx, cvm, c.req.param('revision'), by), 202)
  })
  app.post('/apps/:id/revisions/:revision/redeploy', async (c) => {
    const Body = v.object({ vm_uuids: v.optional(v.nullable(v.array(v.string()))) })
    const { vm_uuids } = await bodyOf(c.req.raw, Body)
    const { app_id } = appFor(ctx, c.req.param('id'))
    const wanted = vm_uuids?.map(dashed)
    const cvms = ctx.cvms.byApp(app_id).filter((cvm) => wanted?.includes(cvm.vm_uuid) ?? true)
    if (cvms.length === 0) throw plain(404, 'None of these CVMs belongs to this app')
    const results = []
    for (const cvm of cvms) {
      const { vm_uuid } = cvm
      try {
        const by = c.req.query('transaction_hash')
        results.push({ vm_uuid, ...(await redeploy(ctx, cvm, c.req.param('revision'), by)) })
      } catch (error) {
        // What is refused for the app, or for the only one, is the answer; the rest is told one by one.
        const isWhole = cvms.length === 1 || (error instanceof Failure && isOfTheChain(error))
        if (isWhole) throw error
        results.push({ vm_uuid, error: (error as Error).message })
      }
    }
    return json({ results }, 202)
  })
  return app
}

function revision(ctx: Context, appId: string, revisionId: string) {
  const { app_id } = appFor(ctx, appId)
  const found = ctx.revisions.get(app_id, revisionId)
  if (!found) throw plain(404, `Revision ${revisionId} not found`)
  return found
}

/** All replicas of an app ask the same contract. */
const isOfTheChain = ({ status }: Failure) =>
  Object.values<number>(ComposeHashStatus).includes(status)

/** Back to what a revision says was measured. The disk and the secrets stay as they are now. */
async function redeploy(ctx: Context, cvm: CvmRecord, revisionId: string, by?: string) {
  const { app_compose, user_config } = revision(ctx, cvm.app_id, revisionId)
  const change = { app_compose: JSON.parse(app_compose) as Record<string, unknown>, user_config }
  const { correlation_id } = await apply(ctx, cvm, change, {
    type: 'redeploy',
    transaction_hash: by,
  })
  return { status: 'in_progress', correlation_id }
}

/** Possible until the power goes off; after that only force helps. */
function cancel(ctx: Context, cvm: CvmRecord) {
  const { running } = cvm
  if (!running) return { cancelled: false, correlation_id: null }
  const now = ctx.now()
  const off = running.boots_at ?? running.due_at ?? Infinity
  const early = now < off && running.status !== 'creating' && !running.deletes
  if (early) {
    ctx.db.transaction(() => {
      closeOperation(ctx, running, now, 'cancelled', cvm.status)
      ctx.cvms.save({ ...cvm, running: null })
      undoBoots(ctx, cvm, off)
    })
    ctx.notify()
  }
  return { cancelled: early, correlation_id: running.correlation_id }
}

/** The serial log knew already how the operation would end. */
function undoBoots(ctx: Context, cvm: CvmRecord, off: number): void {
  const files = ctx.cvms.files(cvm.num)
  const boots = files.boots
    .filter(({ started_at }) => started_at < off)
    .map((boot) => (boot.ended_at === off ? { ...boot, ended_at: null } : boot))
  ctx.cvms.saveFiles(cvm.num, { ...files, boots })
}
