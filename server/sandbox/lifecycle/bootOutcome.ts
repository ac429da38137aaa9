import type { Context } from '../context.ts'
import { BOOT_FAILS_AT } from '../guest/bootPhases.ts'
import { bootErrorOf, servicesOf } from '../guest/services.ts'
import { appKeys } from '../kms/keys.ts'
import { is } from '../sentinels.ts'
import type { CvmFiles, CvmRecord } from '../store/cvm.ts'
import { DURATION } from './durations.ts'

/** How long a boot of this CVM takes, in ms at normal speed, and what it dies of if it does. */
export async function bootOutcome(
  ctx: Context,
  cvm: Pick<CvmRecord, 'app_id' | 'name'>,
  files: Pick<CvmFiles, 'app_compose' | 'encrypted_env'>,
): Promise<{ boot: number; boot_error: string | null }> {
  const boot_error = is(cvm.name, 'fail-boot')
    ? `compose up failed: the name of this CVM (${cvm.name}) asks for it`
    : (bootErrorOf(await guestServices(ctx, cvm.app_id, files)) ?? null)
  const whole = DURATION.boot * (is(cvm.name, 'slow-boot') ? 10 : 1)
  return { boot: boot_error === null ? whole : whole * BOOT_FAILS_AT, boot_error }
}

/** The services as the guest runs them: its variables filled in from the sealed environment. */
export async function guestServices(
  ctx: Context,
  appId: string,
  files: Pick<CvmFiles, 'app_compose' | 'encrypted_env'>,
) {
  const env = new Map<string, string>()
  if (files.encrypted_env) {
    const pairs = await appKeys(ctx.rootSeed, appId).open(files.encrypted_env)
    for (const { key, value } of pairs) env.set(key, value)
  }
  return servicesOf(dockerComposeOf(files.app_compose), (name) => env.get(name))
}

export function dockerComposeOf(appCompose: string): string {
  const { docker_compose_file } = JSON.parse(appCompose) as { docker_compose_file?: unknown }
  return typeof docker_compose_file === 'string' ? docker_compose_file : ''
}
