import { Hono, type Context as HonoContext } from 'hono'
import * as v from 'valibot'
import { CvmPatch, EnvsPatch, ResourcesPatch } from '../../../src/contract/updates.ts'
import { ErrorCode } from '../../../src/contract/errors.ts'
import { ComposeFile } from '../../../src/contract/provision.ts'
import { composeHash } from '../../../src/trust/composeHash.ts'
import { appComposeOf } from '../../../src/trust/appCompose.ts'
import { bodyOf, checked, formOf, jsonOf, textOf } from '../body.ts'
import type { Context } from '../context.ts'
import { failure, invalidField, plain } from '../failure.ts'
import { findCvm } from '../find.ts'
import { kmsInfo, kmsOf } from '../inventory/kms.ts'
import { nodeOf } from '../inventory/nodes.ts'
import { bareHash } from '../lifecycle/commit.ts'
import { checkTransaction } from '../lifecycle/chain.ts'
import { statusAt } from '../lifecycle/view.ts'
import { apply, pend, type Applied } from '../update/apply.ts'
import type { Change } from '../update/change.ts'
import type { CvmRecord } from '../store/cvm.ts'
import { Confirmation } from './cvms.ts'
import { json } from './route.ts'

const Patch = v.object({ ...CvmPatch.entries, allow_restart: v.optional(v.unknown()) })
const ComposeCommit = v.object({
  compose_hash: v.string(),
  encrypted_env: v.optional(v.nullable(v.string())),
  env_keys: v.optional(v.nullable(v.array(v.string()))),
  update_env_vars: v.optional(v.nullable(v.boolean())),
})
/** The document may carry more than what is known here; all of it is measured. */
const LooseCompose = v.looseObject(ComposeFile.entries)

/** Changes to a CVM that is there: what it runs, with what, on how much. */
export function updateRoutes(ctx: Context): Hono {
  const app = new Hono()
  const accepted = ({ correlation_id }: Applied) => ({
    status: 'in_progress',
    message: 'The update has begun; the CVM restarts if it is on',
    correlation_id,
  })
  const options = (c: HonoContext, type: string) => ({
    type,
    transaction_hash: c.req.header('x-transaction-hash'),
    prepare_only: c.req.header('x-prepare-only') === 'true',
  })

  app.patch('/cvms/:id', async (c) => {
    const { allow_restart: _, ...change } = await bodyOf(c.req.raw, Patch)
    const cvm = findCvm(ctx, c.req.param('id'))
    const hash = c.req.header('x-compose-hash')
    if (hash !== undefined && Object.keys(change).length === 0) {
      const transaction = c.req.header('x-transaction-hash')
      const applied = await confirm(ctx, cvm, { hash, transaction })
      return json({ correlation_id: applied.correlation_id }, 202)
    }
    const { correlation_id } = await apply(ctx, cvm, change, options(c, 'update'))
    return json({ correlation_id, status: 'in_progress' }, 202)
  })
  app.post('/cvms/:id/commit-update', async (c) => {
    const { token, ...asked } = await bodyOf(c.req.raw, Confirmation)
    const cvm = findCvm(ctx, c.req.param('id'))
    const hash = asked.compose_hash
    const applied = await confirm(ctx, cvm, { hash, token, transaction: asked.transaction_hash })
    return json({ correlation_id: applied.correlation_id, status: 'in_progress' }, 202)
  })
  app.patch('/cvms/:id/envs', async (c) => {
    const asked = await bodyOf(c.req.raw, EnvsPatch)
    if (asked.encrypted_env === '') throw invalidField('encrypted_env', 'It is empty')
    const { encrypted_env, env_keys } = asked
    const change: Change = { encrypted_env, ...(env_keys && { allowed_envs: env_keys }) }
    const applied = await apply(ctx, findCvm(ctx, c.req.param('id')), change, {
      ...options(c, 'update_envs'),
      transaction_hash: asked.transaction_hash ?? c.req.header('x-transaction-hash'),
    })
    const { allowed_envs_changed } = applied
    return json({ ...accepted(applied), allowed_envs_changed }, 202)
  })
  for (const [path, field, type] of TEXTS) {
    app.patch(`/cvms/:id/${path}`, async (c) => {
      const change = { [field]: await textBody(c.req.raw, field) }
      const cvm = findCvm(ctx, c.req.param('id'))
      return json(accepted(await apply(ctx, cvm, change, options(c, type))), 202)
    })
  }
  app.patch('/cvms/:id/resources', async (c) => {
    const { allow_restart, ...change } = await bodyOf(c.req.raw, ResourcesPatch)
    const cvm = findCvm(ctx, c.req.param('id'))
    checkRestart(ctx, cvm, Boolean(allow_restart))
    return json(accepted(await apply(ctx, cvm, change, { type: 'update_resources' })), 202)
  })
  app.patch('/cvms/:id/os-image', async (c) => {
    const { os_image_name } = await bodyOf(c.req.raw, v.object({ os_image_name: v.string() }))
    const cvm = findCvm(ctx, c.req.param('id'))
    const change = { image: os_image_name }
    return json(accepted(await apply(ctx, cvm, change, { type: 'update_os_image' })), 202)
  })
  app.post('/cvms/:id/compose_file/provision', async (c) => {
    const asked = await bodyOf(c.req.raw, LooseCompose)
    const cvm = findCvm(ctx, c.req.param('id'))
    const { update_env_vars: _, ...rest } = asked
    const app_compose = appComposeOf(rest)
    const compose_hash = composeHash(app_compose)
    pend(ctx, cvm, compose_hash, { app_compose } satisfies Change, 'update')
    const kms = kmsOf(cvm.kms)
    return json({
      app_id: cvm.app_id,
      device_id: nodeOf(cvm.teepod_id)?.device_id ?? null,
      compose_hash,
      kms_info: kms ? kmsInfo(kms) : null,
      compose_hash_registered: kms?.chain_id === null,
    })
  })
  app.patch('/cvms/:id/compose_file', async (c) => {
    const asked = await bodyOf(c.req.raw, ComposeCommit)
    const cvm = findCvm(ctx, c.req.param('id'))
    const more: Change = {
      ...(asked.encrypted_env && { encrypted_env: asked.encrypted_env }),
      ...(asked.env_keys && asked.update_env_vars && { allowed_envs: asked.env_keys }),
    }
    const transaction = c.req.header('x-transaction-hash') ?? 'already-registered'
    const applied = await confirm(ctx, cvm, { hash: asked.compose_hash, transaction }, more)
    return json(accepted(applied), 202)
  })
  return app
}

const TEXTS = [
  ['docker-compose', 'docker_compose_file', 'update_compose'],
  ['pre-launch-script', 'pre_launch_script', 'update_pre_launch_script'],
] as const

/** The text itself, or JSON or a form that holds it: clients send all three. */
async function textBody(request: Request, field: string): Promise<string> {
  const type = request.headers.get('content-type') ?? ''
  if (type.startsWith('multipart/form-data')) {
    const file = (await formOf(request, type)).get('file')
    if (file === null) throw invalidField('file', 'Field required', 'missing')
    return typeof file === 'string' ? file : await file.text()
  }
  const text = await textOf(request)
  if (!type.startsWith('application/json')) return text
  return checked(v.object({ [field]: v.string() }), jsonOf(text))[field] ?? ''
}

/** Carries out what waits for its registration, found by its token or by its hash. */
async function confirm(
  ctx: Context,
  cvm: CvmRecord,
  by: { hash: string; token?: string; transaction: string | undefined },
  more: Change = {},
): Promise<Applied> {
  const hash = bareHash(by.hash)
  const pending =
    by.token === undefined
      ? ctx.pending.byHash(cvm.num, hash, ctx.now())
      : ctx.pending.byToken(by.token, ctx.now())
  if (!pending || pending.cvm !== cvm.num || pending.kind !== 'update') {
    throw failure(466, ErrorCode.HASH_INVALID_OR_EXPIRED, 'Nothing waits for this compose hash', {
      details: [{ field: 'compose_hash', value: by.hash, message: 'Unknown, used or expired.' }],
    })
  }
  if (pending.compose_hash !== hash) {
    throw plain(400, 'The compose hash is not the one of this token')
  }
  if (!by.transaction) throw plain(400, 'X-Transaction-Hash is missing')
  checkTransaction(by.transaction, {})
  const change = { ...(pending.change as Change), ...more }
  const applied = await apply(ctx, cvm, change, {
    type: 'update',
    transaction_hash: by.transaction,
  })
  ctx.pending.remove(pending.token)
  return applied
}

function checkRestart(ctx: Context, cvm: CvmRecord, allowed: boolean): void {
  if (allowed || statusAt(cvm, ctx.now()).status !== 'running') return
  throw failure(400, ErrorCode.INVALID_REQUEST, 'Resizing restarts this CVM, and it is running', {
    details: [{ field: 'allow_restart', value: false, message: 'Must be true while it runs.' }],
    suggestions: ['Send allow_restart: true', 'Shut the CVM down first'],
  })
}
