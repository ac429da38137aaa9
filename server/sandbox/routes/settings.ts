import { Hono } from 'hono'
import * as v from 'valibot'
import { bodyOf } from '../body.ts'
import { checkName } from '../checks/name.ts'
import type { Context } from '../context.ts'
import { invalidField } from '../failure.ts'
import { findCvm } from '../find.ts'
import { apply } from '../update/apply.ts'
import { detail2025 } from '../views/info2025.ts'
import { vmOf } from '../views/vm.ts'
import { json } from './route.ts'

const Visibility = v.object({
  public_sysinfo: v.boolean(),
  public_logs: v.boolean(),
  public_tcbinfo: v.optional(v.nullable(v.boolean())),
})

/** What a CVM is called, who may see it, and when it goes. */
export function settingsRoutes(ctx: Context): Hono {
  const app = new Hono()
  app.patch('/cvms/:id/name', async (c) => {
    const { name } = await bodyOf(c.req.raw, v.object({ name: v.string() }))
    const cvm = findCvm(ctx, c.req.param('id'))
    checkName(ctx, name, cvm.app_id)
    ctx.db.transaction(() => {
      const siblings = ctx.cvms.byApp(cvm.app_id)
      ctx.cvms.save({ ...cvm, name })
      if (siblings[0]?.num === cvm.num) ctx.apps.rename(cvm.app_id, name)
    })
    ctx.notify()
    return c.body(null, 204)
  })
  app.patch('/cvms/:id/visibility', async (c) => {
    const { public_tcbinfo, ...asked } = await bodyOf(c.req.raw, Visibility)
    const cvm = findCvm(ctx, c.req.param('id'))
    const change = { ...asked, public_tcbinfo: public_tcbinfo ?? cvm.public_tcbinfo }
    const applied = await apply(ctx, cvm, change, { type: 'update_visibility' })
    return json(detail2025(ctx, applied.cvm))
  })
  app.patch('/cvms/:id/listed', async (c) => {
    const { listed } = await bodyOf(c.req.raw, v.object({ listed: v.boolean() }))
    const cvm = { ...findCvm(ctx, c.req.param('id')), listed }
    ctx.cvms.save(cvm)
    return json(vmOf(ctx, cvm))
  })
  app.patch('/cvms/:id/scheduled-delete', async (c) => {
    const Body = v.object({ scheduled_delete_at: v.optional(v.nullable(v.string())) })
    const { scheduled_delete_at: asked } = await bodyOf(c.req.raw, Body)
    const at = asked == null ? null : Date.parse(asked)
    if (at !== null && Number.isNaN(at)) {
      throw invalidField('scheduled_delete_at', 'Input should be a valid date and time')
    }
    if (at !== null && at <= ctx.now()) {
      throw invalidField('scheduled_delete_at', 'This time is over already')
    }
    const cvm = { ...findCvm(ctx, c.req.param('id')), scheduled_delete_at: at }
    ctx.cvms.save(cvm)
    return json(vmOf(ctx, cvm))
  })
  return app
}
