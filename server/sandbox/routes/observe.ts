import { Hono } from 'hono'
import type { Composition, CvmNetwork, CvmStats } from '../../../src/contract/observe.ts'
import type { Context } from '../context.ts'
import { endpointsOf } from '../endpoints.ts'
import { findCvm } from '../find.ts'
import { containersOf } from '../guest/containers.ts'
import { sysinfo } from '../guest/sysinfo.ts'
import { nodeOf } from '../inventory/nodes.ts'
import { OS_IMAGES, osImage, versionNumbers } from '../inventory/osImages.ts'
import { dockerComposeOf, guestServices } from '../lifecycle/bootOutcome.ts'
import { statusAt } from '../lifecycle/view.ts'
import { containerAddress } from '../logs/logAddress.ts'
import { hash32 } from '../seed/random.ts'
import type { CvmRecord } from '../store/cvm.ts'
import { json, jsonText } from './route.ts'

/** What can be seen of one CVM from outside. */
export function observeRoutes(ctx: Context): Hono {
  const app = new Hono()
  const cvmOf = (id: string) => findCvm(ctx, id)
  app.get('/cvms/:id/stats', (c) => json(statsOf(ctx, cvmOf(c.req.param('id')))))
  app.get('/cvms/:id/composition', async (c) =>
    json(await compositionOf(ctx, cvmOf(c.req.param('id')))),
  )
  app.get('/cvms/:id/network', (c) => json(networkOf(ctx, cvmOf(c.req.param('id')))))
  app.get('/cvms/:id/compose_file', (c) => {
    const { app_compose } = ctx.cvms.files(cvmOf(c.req.param('id')).num)
    return jsonText(app_compose)
  })
  app.get('/cvms/:id/docker-compose.yml', (c) => {
    const { app_compose } = ctx.cvms.files(cvmOf(c.req.param('id')).num)
    return c.body(dockerComposeOf(app_compose), 200, { 'content-type': 'text/yaml; charset=utf-8' })
  })
  app.get('/cvms/:id/pre-launch-script', (c) => {
    const { app_compose } = ctx.cvms.files(cvmOf(c.req.param('id')).num)
    const { pre_launch_script = '' } = JSON.parse(app_compose) as { pre_launch_script?: string }
    return c.text(pre_launch_script)
  })
  app.get('/cvms/:id/user_config', (c) => {
    const cvm = cvmOf(c.req.param('id'))
    const { user_config } = ctx.cvms.files(cvm.num)
    const config = user_config ? (JSON.parse(user_config) as Record<string, unknown>) : {}
    return json({ hostname: cvm.name, ssh_authorized_keys: [], ...config })
  })
  app.get('/cvms/:id/available-os-images', (c) => json(imagesFor(cvmOf(c.req.param('id')))))
  return app
}

function isOnline(ctx: Context, cvm: CvmRecord): boolean {
  return statusAt(cvm, ctx.now()).status === 'running' && !cvm.running
}

function statsOf(ctx: Context, cvm: CvmRecord): CvmStats {
  const now = ctx.now()
  const { status, in_progress, boot_progress, boot_error } = statusAt(cvm, now)
  const is_online = isOnline(ctx, cvm)
  const shown = is_online && cvm.public_sysinfo && cvm.started_at !== null
  return {
    is_online,
    is_public: cvm.public_sysinfo,
    error: null,
    sysinfo: shown
      ? sysinfo(
          {
            cvm_id: cvm.id,
            vcpu: cvm.vcpu,
            memory: cvm.memory,
            disk_size: cvm.disk_size,
            os_version: osImage(cvm.image)?.version ?? '',
            started_at: cvm.started_at ?? now,
          },
          now,
        )
      : null,
    status,
    in_progress,
    boot_progress,
    boot_error,
  }
}

async function compositionOf(ctx: Context, cvm: CvmRecord): Promise<Composition> {
  const files = ctx.cvms.files(cvm.num)
  const is_online = isOnline(ctx, cvm)
  const run = { cvm_id: cvm.id, started_at: cvm.started_at ?? 0, ended_at: null }
  return {
    is_online,
    is_public: cvm.public_sysinfo,
    error: null,
    docker_compose_file: dockerComposeOf(files.app_compose),
    manifest_version: 2,
    version: '1.0.0',
    runner: 'docker-compose',
    features: ['kms', 'tproxy-net'],
    containers: is_online
      ? containersOf(await guestServices(ctx, cvm.app_id, files), run, ctx.now(), (service) =>
          cvm.public_logs ? containerAddress(ctx, cvm, service) : null,
        )
      : null,
  }
}

function networkOf(ctx: Context, cvm: CvmRecord): CvmNetwork {
  const is_online = isOnline(ctx, cvm)
  const key = hash32(cvm.instance_id)
  return {
    is_online,
    is_public: true,
    error: null,
    internal_ip: is_online ? `10.4.${(key >>> 8) & 255}.${1 + (key & 127)}` : null,
    latest_handshake: is_online ? new Date(ctx.now() - (key % 120_000)).toISOString() : null,
    public_urls: endpointsOf(cvm),
  }
}

/** What this CVM could boot instead, newest first. */
function imagesFor(cvm: CvmRecord) {
  const node = nodeOf(cvm.teepod_id)
  const gpu = cvm.gpus > 0
  const fitting = OS_IMAGES.filter(
    ({ name, requires_gpu }) => requires_gpu === gpu && node?.images.includes(name),
  )
  const variant = (version: string, dev: boolean) => {
    const image = fitting.find((one) => one.version === version && one.is_dev === dev)
    if (!image) return null
    const { name, os_image_hash } = image
    return { name, os_image_hash, is_current: name === cvm.image }
  }
  return [...new Set(fitting.map(({ version }) => version))].map((version) => ({
    version: versionNumbers(version),
    prod: variant(version, false),
    dev: variant(version, true),
  }))
}
