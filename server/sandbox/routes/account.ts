import { Hono } from 'hono'
import type { Quotas } from '../../../src/contract/account.ts'
import { usageOf } from '../checks/quota.ts'
import type { Context } from '../context.ts'
import { plain } from '../failure.ts'
import { ME, ME_2025, WORKSPACE, WORKSPACE_LIMITS } from '../inventory/account.ts'
import { NODES } from '../inventory/nodes.ts'
import { nodeRef } from '../views/info.ts'
import { is2025, json, pageOf, pagingOf } from './route.ts'

/** Who the key belongs to, its one workspace, and what that may use. */
export function accountRoutes(ctx: Context): Hono {
  const app = new Hono()
  const workspace = (slug: string) => {
    if (slug !== WORKSPACE.slug && slug !== WORKSPACE.id) {
      throw plain(404, `Workspace ${slug} not found`)
    }
    return WORKSPACE
  }
  app.get('/auth/me', (c) => json(is2025(c) ? ME_2025 : ME))
  app.get('/workspaces', () =>
    json({
      data: [WORKSPACE],
      pagination: { has_more: false, next_cursor: null, total: 1 },
    }),
  )
  app.get('/workspaces/:slug', (c) => json(workspace(c.req.param('slug'))))
  app.get('/workspaces/:slug/nodes', (c) => {
    workspace(c.req.param('slug'))
    return json(
      pageOf(
        NODES.map(({ teepod_id }) => nodeRef(teepod_id)),
        pagingOf(c),
      ),
    )
  })
  app.get('/workspaces/:slug/quotas', (c) => {
    const { slug, tier } = workspace(c.req.param('slug'))
    const used = usageOf(ctx)
    const metric = (name: keyof typeof WORKSPACE_LIMITS) => ({
      limit: WORKSPACE_LIMITS[name],
      remaining: WORKSPACE_LIMITS[name] - used[name],
    })
    return json({
      team_slug: slug,
      tier,
      quotas: {
        vm_slots: metric('vm_slots'),
        vcpu: metric('vcpu'),
        memory_mb: metric('memory_mb'),
        disk_gb: metric('disk_gb'),
      },
      reserved_nodes: { limit: 0, remaining: 0 },
      reserved_gpu: { gpus: metric('gpus'), in_use: used.gpus, misconfigured: 0 },
      as_of: new Date(ctx.now()).toISOString(),
    } satisfies Quotas)
  })
  return app
}
