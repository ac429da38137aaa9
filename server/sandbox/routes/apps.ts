import { Hono, type Context as HonoContext } from 'hono'
import * as v from 'valibot'
import { bareAppId } from '../../../src/contract/ids.ts'
import { maybe } from '../../../src/contract/wire.ts'
import { bodyOf } from '../body.ts'
import { lostAnswer } from '../chaos.ts'
import type { Context } from '../context.ts'
import { plain } from '../failure.ts'
import { dashed, findCvm } from '../find.ts'
import { KMS_LIST, kmsOf } from '../inventory/kms.ts'
import { REGIONS, NODES, nodeOf } from '../inventory/nodes.ts'
import { allowedBy } from '../lifecycle/chain.ts'
import { statusAt } from '../lifecycle/view.ts'
import { bareHash } from '../lifecycle/commit.ts'
import { commitReplica, replicate } from '../lifecycle/replicate.ts'
import { is } from '../sentinels.ts'
import type { AppRecord } from '../store/apps.ts'
import type { CvmRecord } from '../store/cvm.ts'
import { unlessChanged } from '../store/db.ts'
import { appOf } from '../views/app.ts'
import { infoOf } from '../views/info.ts'
import { row2025 } from '../views/info2025.ts'
import { vmOf } from '../views/vm.ts'
import { Replica } from './cvms.ts'
import { is2025, json, type Paging, pagingOf } from './route.ts'

const Instance = v.object({
  ...Replica.entries,
  /** What `node_id` was called before. */
  teepod_id: maybe(v.number()),
  docker_compose_file: maybe(v.string()),
  pre_launch_script: maybe(v.string()),
  token: maybe(v.string()),
  transaction_hash: maybe(v.string()),
})

/** Apps: the CVMs that share an app id, and with it keys and compose file. */
export function appRoutes(ctx: Context): Hono {
  const app = new Hono()
  const searched = searchedApps(ctx)
  app.get('/apps', (c) => {
    const paging = pagingOf(c, 20, 100)
    const { apps, total } = appPage(ctx, c, paging, searched)
    const { page, page_size } = paging
    return json({
      dstack_apps: apps.map((one) => appOf(ctx, one, is2025(c))),
      page,
      page_size,
      total,
      total_pages: Math.ceil(total / page_size),
    })
  })
  app.get('/apps/filter-options', () => {
    const cvms = ctx.cvms.all()
    const of = (values: string[]) => [...new Set(values)].sort()
    return json({
      statuses: of(cvms.map((cvm) => statusAt(cvm, ctx.now()).status)),
      image_versions: of(cvms.map(({ image }) => image)),
      instance_types: of(cvms.map(({ instance_type }) => instance_type)),
      kms_slugs: KMS_LIST.map(({ slug }) => slug),
      kms_types: KMS_LIST.map(({ kms_type }) => kms_type.toLowerCase()),
      regions: REGIONS,
      nodes: NODES.map(({ name }) => name),
    })
  })
  app.get('/apps/:id', (c) => json(appOf(ctx, appFor(ctx, c.req.param('id')), is2025(c))))
  app.get('/apps/:id/cvms', (c) => {
    const { app_id } = appFor(ctx, c.req.param('id'))
    const view = is2025(c) ? row2025 : infoOf
    return json(ctx.cvms.byApp(app_id).map((cvm) => view(ctx, cvm)))
  })
  app.post('/apps/:id/cvms/:uuid/replicas', async (c) => {
    const asked = await bodyOf(c.req.raw, Replica)
    const { app_id } = appFor(ctx, c.req.param('id'))
    const cvm = ctx.cvms.byUuid(dashed(c.req.param('uuid')))
    if (cvm?.app_id !== app_id) throw plain(404, 'This app has no such CVM')
    const made = await replicate(ctx, cvm, asked)
    return is(made.name, 'lost-replica') ? lostAnswer() : json(vmOf(ctx, made))
  })
  app.post('/apps/:id/instances', async (c) => {
    const { token, transaction_hash, teepod_id, ...asked } = await bodyOf(c.req.raw, Instance)
    const cvms = ctx.cvms.byApp(appFor(ctx, c.req.param('id')).app_id)
    if (token) {
      const by = { token, compose_hash: asked.compose_hash, transaction_hash }
      return json(vmOf(ctx, await commitReplica(ctx, cvms, by)))
    }
    const hash = asked.compose_hash && bareHash(asked.compose_hash)
    const cvm = cvms.find(({ compose_hash }) => compose_hash === hash) ?? cvms[0]
    if (!cvm) throw plain(404, 'This app has no CVM to take after')
    const prepareOnly = c.req.header('x-prepare-only') === 'true'
    const wanted = { ...asked, node_id: asked.node_id ?? teepod_id }
    return json(vmOf(ctx, await replicate(ctx, cvm, wanted, { prepareOnly })))
  })
  app.get('/apps/:id/device-allowlist', (c) => {
    const { app_id, kms } = appFor(ctx, c.req.param('id'))
    const chain = kmsOf(kms)
    if (chain?.chain_id == null) return json({ is_onchain_kms: false, devices: [] })
    const cvms = ctx.cvms.byApp(app_id)
    return json({
      is_onchain_kms: true,
      allow_any_device: false,
      chain_id: chain.chain_id,
      app_contract_address: `0x${app_id}`,
      devices: [...new Set(cvms.map(({ teepod_id }) => teepod_id))].map((id) => ({
        device_id: nodeOf(id)?.device_id ?? '',
        node_name: nodeOf(id)?.name ?? null,
        cvm_ids: cvms.filter(({ teepod_id }) => teepod_id === id).map(({ num }) => num),
        allowed_onchain: true,
        status: 'allowed',
      })),
    })
  })
  app.post('/apps/:id/is-allowed', async (c) => {
    const Body = v.object({
      compose_hash: v.string(),
      device_id: v.optional(v.nullable(v.string())),
      chain_id: v.optional(v.nullable(v.number())),
    })
    const { compose_hash, device_id, chain_id } = await bodyOf(c.req.raw, Body)
    const asked = bareAppId(c.req.param('id'))
    // A contract can be asked before there is an app of it, by whoever says on which chain it is.
    const isContract = chain_id != null && /^[0-9a-f]{40}$/.test(asked)
    const app_id = isContract ? asked : appFor(ctx, asked).app_id
    return json(allowedBy(ctx, app_id, compose_hash, device_id ?? undefined))
  })
  app.post('/apps/:id/cvms/is-allowed', (c) => {
    const { app_id, kms } = appFor(ctx, c.req.param('id'))
    const is_onchain = kmsOf(kms)?.chain_id != null
    const cvms = is_onchain ? ctx.cvms.byApp(app_id) : []
    return json({
      is_onchain,
      results: cvms.map((cvm) => ({
        cvm_id: cvm.num,
        ...allowedBy(ctx, app_id, cvm.compose_hash, nodeOf(cvm.teepod_id)?.device_id),
      })),
      total: cvms.length,
      allowed_count: cvms.length,
      denied_count: 0,
      error_count: 0,
      skipped_cvm_ids: [],
    })
  })
  app.post('/cvms/:id/is-allowed', async (c) => {
    const Body = v.object({
      compose_hash: v.optional(v.nullable(v.string())),
      device_id: v.optional(v.nullable(v.string())),
    })
    const asked = await bodyOf(c.req.raw, Body)
    const cvm = findCvm(ctx, c.req.param('id'))
    const device = asked.device_id ?? nodeOf(cvm.teepod_id)?.device_id
    const hash = asked.compose_hash ?? cvm.compose_hash
    return json({ cvm_id: cvm.num, ...allowedBy(ctx, cvm.app_id, hash, device) })
  })
  return app
}

export function appFor(ctx: Context, id: string): AppRecord {
  const found = ctx.apps.get(bareAppId(id))
  if (!found) throw plain(404, `App ${id} not found`)
  return found
}

function appPage(
  ctx: Context,
  c: HonoContext,
  { page_size, offset }: Paging,
  searched: () => Searched[],
) {
  const matches = filterOf(ctx, c)
  if (!matches) return { apps: ctx.apps.page(page_size, offset), total: ctx.apps.count() }
  const found = searched().filter(({ cvms }) => cvms.some(matches))
  return {
    apps: found.slice(offset, offset + page_size).map(({ app }) => app),
    total: found.length,
  }
}

/** A CVM with what it is found by, in small letters. */
type Findable = { cvm: CvmRecord; text: string }
type Searched = { app: AppRecord; cvms: Findable[] }

/** All apps as they are listed, with their CVMs; put together again only after a write. */
function searchedApps(ctx: Context): () => Searched[] {
  return unlessChanged(ctx.db, () => {
    const apps = new Map<string, Searched>()
    for (const app of ctx.apps.all()) apps.set(app.app_id, { app, cvms: [] })
    for (const cvm of ctx.cvms.all()) {
      const entry = apps.get(cvm.app_id)
      if (!entry) continue
      const text = `${entry.app.name} ${cvm.app_id} ${cvm.name}`.toLowerCase()
      entry.cvms.push({ cvm, text })
    }
    return [...apps.values()]
  })
}

/** Undefined where the query filters by nothing. */
function filterOf(ctx: Context, c: HonoContext) {
  const one = (name: string) => c.req.query(name)?.toLowerCase() || undefined
  const search = one('search')
  const statuses = c.req.queries('status') ?? []
  const listed = one('listed')
  const wanted: [string | undefined, (cvm: CvmRecord) => string | undefined][] = [
    [one('base_image'), ({ image }) => image],
    [one('instance_type'), ({ instance_type }) => instance_type],
    [one('kms_type'), ({ kms }) => kms.toLowerCase()],
    [one('kms_slug'), ({ kms }) => kmsOf(kms)?.slug],
    [one('node'), ({ teepod_id }) => nodeOf(teepod_id)?.name],
    [one('region'), ({ teepod_id }) => nodeOf(teepod_id)?.region_identifier],
    [listed, (cvm) => String(cvm.listed)],
  ]
  const asked = wanted.filter(([value]) => value !== undefined)
  if (!search && statuses.length === 0 && asked.length === 0) return undefined
  return ({ cvm, text }: Findable) =>
    (!search || text.includes(search)) &&
    (statuses.length === 0 || statuses.includes(statusAt(cvm, ctx.now()).status)) &&
    asked.every(([value, of]) => of(cvm) === value)
}
