import { Hono } from 'hono'
import * as v from 'valibot'
import { BATCH_LIMIT } from '../../../src/contract/status.ts'
import { abortSignalOf } from '../../gateway/asked.ts'
import { bodyOf } from '../body.ts'
import type { Context } from '../context.ts'
import { invalidField } from '../failure.ts'
import { dashed, findCvm } from '../find.ts'
import { batchStatusOf, batchStatusText, stateOf } from '../views/status.ts'
import { intOf, json, jsonText } from './route.ts'
import { stateStream } from './stateStream.ts'

const Batch = v.object({ vm_uuids: v.array(v.string()) })

/** What CVMs are doing right now. */
export function statusRoutes(ctx: Context): Hono {
  const app = new Hono()
  app.post('/status/batch', async (c) => {
    const { vm_uuids } = await bodyOf(c.req.raw, Batch)
    if (vm_uuids.length > BATCH_LIMIT) {
      throw invalidField('vm_uuids', `List should have at most ${BATCH_LIMIT} items`)
    }
    // Keyed by the very strings that were asked for; those that nobody knows are left out.
    const wanted = [...new Set(vm_uuids)].map((asked) => ({ asked, uuid: dashed(asked) }))
    const cvms = ctx.cvms.byUuids(wanted.map(({ uuid }) => uuid))
    let text = ''
    for (const { asked, uuid } of wanted) {
      const cvm = cvms.get(uuid)
      if (cvm) text += `${text && ','}${JSON.stringify(asked)}:${batchStatusText(ctx, cvm)}`
    }
    return jsonText(`{${text}}`)
  })
  app.get('/cvms/:id/state', (c) => {
    const cvm = findCvm(ctx, c.req.param('id'))
    const target = c.req.query('target')
    if (target === undefined && !c.req.header('accept')?.includes('text/event-stream')) {
      return json(stateOf(ctx, cvm))
    }
    return stateStream(
      ctx,
      cvm.num,
      {
        target: target ?? '',
        interval: 1000 * intOf(c, 'interval', { min: 5, max: 30, default: 5 }),
        timeout: 1000 * intOf(c, 'timeout', { min: 10, max: 600, default: 300 }),
      },
      abortSignalOf(c.req.raw.signal),
    )
  })
  app.get('/cvms/:id/operation-status', (c) => {
    const { status, in_progress, operation_type, operation_started_at, correlation_id } =
      batchStatusOf(ctx, findCvm(ctx, c.req.param('id')))
    return json({ status, in_progress, operation_type, operation_started_at, correlation_id })
  })
  return app
}
