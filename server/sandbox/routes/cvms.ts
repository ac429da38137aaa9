import { Hono } from 'hono'
import * as v from 'valibot'
import { CommitRequest, ProvisionRequest } from '../../../src/contract/provision.ts'
import { maybe } from '../../../src/contract/wire.ts'
import { bodyOf } from '../body.ts'
import { lostAnswer } from '../chaos.ts'
import type { Context } from '../context.ts'
import { findCvm } from '../find.ts'
import { act } from '../lifecycle/act.ts'
import { dockerComposeOf } from '../lifecycle/bootOutcome.ts'
import { commit } from '../lifecycle/commit.ts'
import { provision } from '../lifecycle/provision.ts'
import { commitReplica, replicate } from '../lifecycle/replicate.ts'
import { is } from '../sentinels.ts'
import { infoOf, pageText } from '../views/info.ts'
import { detail2025, row2025 } from '../views/info2025.ts'
import { vmOf } from '../views/vm.ts'
import { flagOf, intOf, is2025, json, jsonText, pagingOf } from './route.ts'

const Restart = v.object({ force: v.optional(v.nullable(v.boolean())) })
export const Replica = v.object({
  node_id: maybe(v.number()),
  encrypted_env: maybe(v.string()),
  compose_hash: maybe(v.string()),
})
export const Confirmation = v.object({
  token: v.string(),
  compose_hash: v.string(),
  transaction_hash: v.string(),
})

/** CVMs as wholes: the list, one of them, making them, and everything of the action table. */
export function cvmRoutes(ctx: Context): Hono {
  const app = new Hono()
  app.get('/cvms/paginated', (c) => {
    const { page, page_size, offset } = pagingOf(c, 10, 100)
    const node = intOf(c, 'teepod_id', { min: 0, max: 1e9, default: 0 })
    const teepod_id = intOf(c, 'node_id', { min: 0, max: 1e9, default: node }) || undefined
    const cvms = ctx.cvms.page({ teepod_id }, page_size, offset)
    const total = ctx.cvms.count({ teepod_id })
    const pages = Math.ceil(total / page_size)
    if (is2025(c)) {
      const items = cvms.map((cvm) => row2025(ctx, cvm))
      return json({ items, total, page, page_size, pages })
    }
    return jsonText(pageText(ctx, cvms, { total, page, page_size, pages }))
  })
  app.post('/cvms/provision', async (c) =>
    json(provision(ctx, await bodyOf(c.req.raw, ProvisionRequest))),
  )
  app.post('/cvms', async (c) => {
    const cvm = await commit(ctx, await bodyOf(c.req.raw, CommitRequest))
    if (is(cvm.name, 'lost-commit')) return lostAnswer()
    return json(vmOf(ctx, cvm, dockerComposeOf(ctx.cvms.files(cvm.num).app_compose)))
  })
  app.post('/cvms/batch-stop', async (c) => {
    const { cvm_ids } = await bodyOf(c.req.raw, v.object({ cvm_ids: v.array(v.string()) }))
    const errors: { cvm_id: string; error: string }[] = []
    for (const id of cvm_ids) {
      try {
        await act(ctx, findCvm(ctx, id), 'stop')
      } catch (error) {
        errors.push({ cvm_id: id, error: (error as Error).message })
      }
    }
    const stopped = cvm_ids.length - errors.length
    return json({ total: cvm_ids.length, stopped, skipped: 0, errors })
  })
  app.get('/cvms/:id', (c) => {
    const cvm = findCvm(ctx, c.req.param('id'))
    if (is2025(c)) return json(detail2025(ctx, cvm))
    const compose_file: unknown = JSON.parse(ctx.cvms.files(cvm.num).app_compose)
    return json({ ...infoOf(ctx, cvm), compose_file })
  })
  app.delete('/cvms/:id', async (c) => {
    await act(ctx, findCvm(ctx, c.req.param('id')), 'delete')
    return c.body(null, 204)
  })
  for (const action of ['start', 'stop', 'shutdown'] as const) {
    app.post(`/cvms/:id/${action}`, async (c) =>
      json(vmOf(ctx, await act(ctx, findCvm(ctx, c.req.param('id')), action))),
    )
  }
  app.post('/cvms/:id/restart', async (c) => {
    const { force } = await bodyOf(c.req.raw, Restart)
    const cvm = findCvm(ctx, c.req.param('id'))
    return json(vmOf(ctx, await act(ctx, cvm, force ? 'force_restart' : 'restart')))
  })
  app.post('/cvms/:id/replicas', async (c) => {
    const asked = await bodyOf(c.req.raw, Replica)
    const cvm = findCvm(ctx, c.req.param('id'))
    const prepareOnly = c.req.header('x-prepare-only') === 'true'
    const made = await replicate(ctx, cvm, asked, { prepareOnly })
    return is(made.name, 'lost-replica') ? lostAnswer() : json(vmOf(ctx, made))
  })
  app.post('/cvms/:id/commit-replica', async (c) => {
    const asked = await bodyOf(c.req.raw, Confirmation)
    const cvm = findCvm(ctx, c.req.param('id'))
    const made = await commitReplica(ctx, [cvm], asked)
    return is(made.name, 'lost-replica') ? lostAnswer() : json(vmOf(ctx, made))
  })
  app.patch('/cvms/instance-ids', (c) => {
    const total = ctx.cvms.count()
    const dry = flagOf(c, 'dry_run')
    return json({
      total,
      scanned: total,
      updated: 0,
      unchanged: total,
      skipped: 0,
      conflicts: 0,
      errors: 0,
      items: [],
      ...(dry === undefined ? {} : { dry_run: dry }),
    })
  })
  app.patch('/cvms/:id/instance-id', (c) => {
    const cvm = findCvm(ctx, c.req.param('id'))
    return json({
      cvm_id: cvm.num,
      identifier: cvm.vm_uuid,
      status: 'unchanged',
      old_instance_id: cvm.instance_id,
      new_instance_id: cvm.instance_id,
      source: 'teepod_state',
      verified_with_gateway: true,
    })
  })
  return app
}
