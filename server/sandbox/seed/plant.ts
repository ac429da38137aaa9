import { appComposeOf } from '../../../src/trust/appCompose.ts'
import { canonicalJson, hashOfString } from '../../../src/trust/composeHash.ts'
import type { Context } from '../context.ts'
import { publishedPorts } from '../endpoints.ts'
import { ME } from '../inventory/account.ts'
import { begin } from '../lifecycle/begin.ts'
import { DURATION } from '../lifecycle/durations.ts'
import { recordRevision } from '../lifecycle/revision.ts'
import { demoFleet } from './demoFleet.ts'
import { fleet } from './fleet.ts'
import { pastOf } from './past.ts'
import type { SeedCvm } from './seedCvm.ts'

/**
 * Puts the first CVMs into a new data directory: `count` of them, or the demonstration fleet. All of
 * it or nothing, and once: a directory that has been planted is left as it is.
 */
export function plant(ctx: Context, count: number | undefined): void {
  if (ctx.db.get("SELECT value FROM meta WHERE key = 'planted'")) return
  const now = ctx.now()
  const cvms = count === undefined ? demoFleet(now) : fleet(count, now)
  const measured = new Map<object, Measured>()
  ctx.db.transaction(() => {
    for (const cvm of cvms) {
      const { compose_file } = cvm
      const known = measured.get(compose_file) ?? measure(cvm)
      measured.set(compose_file, known)
      // The demonstration has a past to look at; a large fleet is made quickly instead.
      insert(ctx, cvm, known, count === undefined)
    }
    ctx.db.run("INSERT INTO meta (key, value) VALUES ('planted', ?)", String(cvms.length))
  })
}

type Measured = { app_compose: string; compose_hash: string; ports: number[] }

function measure({ compose_file }: SeedCvm): Measured {
  const app_compose = canonicalJson(appComposeOf(compose_file))
  return {
    app_compose,
    compose_hash: hashOfString(app_compose),
    ports: publishedPorts(compose_file.docker_compose_file ?? ''),
  }
}

function insert(ctx: Context, cvm: SeedCvm, measured: Measured, withPast: boolean): void {
  const { compose_file, env_keys, status, boot_error, started_at, ended_at, ...rest } = cvm
  const starting = status === 'starting'
  const made = ctx.cvms.insert(
    {
      ...rest,
      status: starting ? 'created' : status,
      boot_error,
      started_at: starting ? null : started_at,
      ended_at,
      deleted_at: null,
      running: null,
      compose_hash: measured.compose_hash,
      ports: measured.ports,
      allowed_envs: [...env_keys],
      public_logs: compose_file.public_logs ?? true,
      public_sysinfo: compose_file.public_sysinfo ?? true,
      public_tcbinfo: compose_file.public_tcbinfo ?? true,
      gateway_enabled: compose_file.gateway_enabled ?? true,
      storage_fs: compose_file.storage_fs ?? 'zfs',
      scheduled_delete_at: null,
      shutdown_timeout: null,
      creator: ME.user.username,
    },
    {
      app_compose: measured.app_compose,
      encrypted_env: '',
      user_config: '',
      boots:
        started_at === null || starting
          ? []
          : [{ started_at, duration: DURATION.boot, error: boot_error, ended_at }],
    },
  )
  recordRevision(ctx, made, 'create')
  if (withPast) for (const one of pastOf(made)) ctx.operations.insert(made.num, one)
  if (starting) {
    const { boot } = DURATION
    begin(ctx, made, { type: 'start', status: 'starting', target: 'running', down: 0, boot })
  }
}
