import { canonicalJson, composeHash, hashOfString } from '../../../src/trust/composeHash.ts'
import type { ComposeFile } from '../../../src/contract/provision.ts'
import { checkComposeText } from '../checks/composeText.ts'
import { checkFits, imageFor, sizeOf, type SizeRequest } from '../checks/placement.ts'
import { checkQuota } from '../checks/quota.ts'
import { checkKeys, checkSealedEnv } from '../checks/sealedEnv.ts'
import type { Context } from '../context.ts'
import { publishedPorts } from '../endpoints.ts'
import { invalidField } from '../failure.ts'
import { kmsOf } from '../inventory/kms.ts'
import { nodeOf } from '../inventory/nodes.ts'
import { bareHash } from '../lifecycle/commit.ts'
import { checkUserConfig } from '../lifecycle/provision.ts'
import type { CvmFiles, CvmRecord } from '../store/cvm.ts'

/** What is to become different about a CVM; everything left out stays. Memory in MB, disk in GB. */
export type Change = Partial<
  Pick<
    ComposeFile,
    | 'docker_compose_file'
    | 'pre_launch_script'
    | 'allowed_envs'
    | 'public_logs'
    | 'public_sysinfo'
    | 'public_tcbinfo'
  >
> &
  SizeRequest & {
    /** The whole document instead, as a revision has it or a client writes it. */
    app_compose?: Record<string, unknown>
    encrypted_env?: string | undefined
    user_config?: string | undefined
    image?: string | undefined
    shutdown_timeout?: number | undefined
  }

export type Changed = {
  cvm: CvmRecord
  files: Omit<CvmFiles, 'boots'>
  /** The measured document is another one. */
  composeChanged: boolean
  envsChanged: boolean
}

/** The CVM as it would be; throws the API's refusal of what cannot be. Changes nothing. */
export async function changed(ctx: Context, cvm: CvmRecord, change: Change): Promise<Changed> {
  const files = ctx.cvms.files(cvm.num)
  const app_compose = composeOf(files.app_compose, change)
  const compose = JSON.parse(app_compose) as ComposeFile
  if (app_compose !== files.app_compose) {
    const { docker_compose_file, pre_launch_script } = compose
    checkComposeText(docker_compose_file, pre_launch_script, 'docker_compose_file')
  }
  const allowed_envs = compose.allowed_envs ?? []
  const encrypted_env =
    change.encrypted_env === undefined ? files.encrypted_env : bareHash(change.encrypted_env)
  if (change.encrypted_env !== undefined) {
    await checkSealedEnv(ctx, cvm.app_id, encrypted_env, allowed_envs)
  }
  checkKeys(allowed_envs, allowed_envs)
  if (change.user_config) checkUserConfig(change.user_config)
  const { shutdown_timeout = cvm.shutdown_timeout } = change
  if (shutdown_timeout !== null && (shutdown_timeout < 10 || shutdown_timeout > 1200)) {
    throw invalidField('shutdown_timeout', 'Input should be from 10 to 1200 seconds')
  }
  return {
    cvm: {
      ...cvm,
      ...resized(ctx, cvm, change),
      shutdown_timeout,
      compose_hash: hashOfString(app_compose),
      ports: publishedPorts(compose.docker_compose_file ?? ''),
      allowed_envs,
      public_logs: compose.public_logs ?? true,
      public_sysinfo: compose.public_sysinfo ?? true,
      public_tcbinfo: compose.public_tcbinfo ?? true,
      gateway_enabled: compose.gateway_enabled ?? true,
      secure_time: compose.secure_time ?? false,
      storage_fs: compose.storage_fs ?? 'zfs',
    },
    files: { app_compose, encrypted_env, user_config: change.user_config ?? files.user_config },
    composeChanged: app_compose !== files.app_compose,
    envsChanged: canonicalJson(allowed_envs) !== canonicalJson(cvm.allowed_envs),
  }
}

/** The measured text with the change in it; the very same text when nothing in it changes. */
function composeOf(now: string, change: Change): string {
  const before = JSON.parse(now) as Record<string, unknown>
  const { docker_compose_file, pre_launch_script, allowed_envs } = change
  const { public_logs, public_sysinfo, public_tcbinfo } = change
  const given = { docker_compose_file, allowed_envs, public_logs, public_sysinfo, public_tcbinfo }
  const after: Record<string, unknown> = { ...(change.app_compose ?? before) }
  for (const [key, value] of Object.entries(given)) if (value !== undefined) after[key] = value
  // An empty script is none.
  if (pre_launch_script === '') delete after['pre_launch_script']
  else if (pre_launch_script !== undefined) after['pre_launch_script'] = pre_launch_script
  return composeHash(after) === composeHash(before) ? now : canonicalJson(after)
}

function resized(ctx: Context, cvm: CvmRecord, change: Change) {
  if (change.image === '') throw invalidField('image', 'It is empty')
  const size = sizeOf(change, cvm)
  const asked = { name: cvm.name, compose_file: {}, image: change.image ?? cvm.image }
  const image = imageFor(asked, size)
  const grown = {
    ...size,
    vcpu: Math.max(0, size.vcpu - cvm.vcpu),
    memory: Math.max(0, size.memory - cvm.memory),
    gpus: Math.max(0, size.gpus - cvm.gpus),
  }
  const node = nodeOf(cvm.teepod_id)
  const kms = kmsOf(cvm.kms)
  const differs = grown.vcpu > 0 || grown.memory > 0 || grown.gpus > 0 || image !== cvm.image
  if (node && kms && differs) checkFits(ctx, node, grown, image, kms, 'resize')
  checkQuota(ctx, size, cvm)
  return { ...size, image }
}
