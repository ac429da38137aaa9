import { Hono, type Context as HonoContext } from 'hono'
import { abortSignalOf } from '../../gateway/asked.ts'
import type { Context } from '../context.ts'
import { invalid, plain } from '../failure.ts'
import { findCvm } from '../find.ts'
import { kmsOf } from '../inventory/kms.ts'
import { guestServices } from '../lifecycle/bootOutcome.ts'
import { settle } from '../lifecycle/settle.ts'
import { containerTimeline } from '../logs/containerLog.ts'
import { isTokenFor } from '../logs/logAddress.ts'
import { readLogQuery } from '../logs/logQuery.ts'
import { openLog } from '../logs/openLog.ts'
import { systemClock } from '../logs/readLog.ts'
import { serialTimeline } from '../logs/serialLog.ts'
import type { CvmRecord } from '../store/cvm.ts'

/** Logs, opened by the token in their address instead of a key. */
export function logRoutes(ctx: Context): Hono {
  const app = new Hono()
  app.get('/logs/:id/containers/:service', async (c) => {
    const cvm = opened(ctx, c)
    const name = c.req.param('service')
    const services = await guestServices(ctx, cvm.app_id, ctx.cvms.files(cvm.num))
    const service = services.find((one) => one.name === name)
    if (!service) throw plain(404, `This CVM has no container ${name}`)
    const { started_at } = cvm
    const query = queryOf(c, 'container', ctx.now())
    return openLog(
      () => {
        settle(ctx)
        const now = ctx.cvms.byNum(cvm.num)
        // Another run has another log: its address is asked for anew.
        if (!now || started_at === null || now.started_at !== started_at) return undefined
        const ended_at = now.running && !now.running.deletes ? endOf(now) : now.ended_at
        return containerTimeline(service, { cvm_id: cvm.id, started_at, ended_at })
      },
      query,
      { ...systemClock, now: ctx.now },
      abortSignalOf(c.req.raw.signal),
    )
  })
  app.get('/logs/:id/serial', async (c) => {
    const cvm = opened(ctx, c)
    const services = await guestServices(ctx, cvm.app_id, ctx.cvms.files(cvm.num))
    const query = queryOf(c, 'serial', ctx.now())
    return openLog(
      () => {
        settle(ctx)
        const now = ctx.cvms.byNum(cvm.num)
        if (!now) return undefined
        const files = ctx.cvms.files(cvm.num)
        return serialTimeline(
          serialVm(now, files.app_compose),
          services,
          files.boots,
          query.channel,
        )
      },
      query,
      { ...systemClock, now: ctx.now },
      abortSignalOf(c.req.raw.signal),
    )
  })
  return app
}

/** When the power of a CVM in transition goes off. */
const endOf = ({ running, ended_at }: CvmRecord) => running?.boots_at ?? running?.due_at ?? ended_at

function opened(ctx: Context, c: HonoContext): CvmRecord {
  const { pathname } = new URL(c.req.url)
  if (!isTokenFor(ctx, pathname, c.req.query('token') ?? '')) {
    throw plain(403, 'This log address has expired or is not complete. Ask the API for it again.')
  }
  return findCvm(ctx, c.req.param('id') ?? '')
}

function queryOf(c: HonoContext, kind: 'container' | 'serial', now: number) {
  const read = readLogQuery(kind, new URL(c.req.url).searchParams, now)
  if (read.ok) return read.query
  throw invalid({ loc: ['query', read.field], msg: read.message, type: 'value_error' })
}

function serialVm(cvm: CvmRecord, appCompose: string) {
  const { pre_launch_script } = JSON.parse(appCompose) as { pre_launch_script?: string }
  return {
    name: cvm.name,
    app_id: cvm.app_id,
    instance_id: cvm.instance_id,
    compose_hash: cvm.compose_hash,
    os_image: cvm.image,
    vcpu: cvm.vcpu,
    memory: cvm.memory,
    disk_size: cvm.disk_size,
    gpus: cvm.gpus,
    kms_url: kmsOf(cvm.kms)?.url ?? '',
    env_keys: cvm.allowed_envs,
    has_pre_launch_script: Boolean(pre_launch_script),
  }
}
