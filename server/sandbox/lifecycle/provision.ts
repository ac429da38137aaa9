import { createHash } from 'node:crypto'
import { composeHash, canonicalJson } from '../../../src/trust/composeHash.ts'
import { appComposeOf } from '../../../src/trust/appCompose.ts'
import { ErrorCode } from '../../../src/contract/errors.ts'
import { bareAppId } from '../../../src/contract/ids.ts'
import type { ComposeFile, Provision, ProvisionRequest } from '../../../src/contract/provision.ts'
import type { Context } from '../context.ts'
import { checkComposeText } from '../checks/composeText.ts'
import { checkName } from '../checks/name.ts'
import { imageFor, kmsFor, nodeFor, sizeOf } from '../checks/placement.ts'
import { checkQuota } from '../checks/quota.ts'
import { checkKeys } from '../checks/sealedEnv.ts'
import { publishedPorts } from '../endpoints.ts'
import { failure, invalidField } from '../failure.ts'
import { kmsInfo, type SandboxKms } from '../inventory/kms.ts'
import { osImage } from '../inventory/osImages.ts'
import { appKeys } from '../kms/keys.ts'
import { codeIn } from '../sentinels.ts'
import { askedFailure } from './askedFailure.ts'
import { PROVISION_TTL_MS } from '../store/provisions.ts'

/** POST /cvms/provision: checks everything, computes the hash, names the key. Makes no CVM. */
export function provision(ctx: Context, asked: ProvisionRequest): Provision {
  checkName(ctx, asked.name)
  const code = codeIn(asked.name)
  if (code) throw askedFailure(code, asked.name)
  const compose = composeFileOf(asked)
  const { docker_compose_file, pre_launch_script } = compose
  checkComposeText(docker_compose_file, pre_launch_script, 'compose_file.docker_compose_file')
  checkKeys(asked.env_keys ?? [], compose.allowed_envs ?? [])
  const userConfig = userConfigOf(asked)
  const size = sizeOf(asked)
  const kms = kmsFor(asked)
  const image = imageFor(asked, size)
  const node = nodeFor(ctx, asked, size, image, kms)
  checkQuota(ctx, size)
  const appCompose = appComposeOf(compose)
  const compose_hash = composeHash(appCompose)
  const app_id = kms.chain_id === null ? newAppId(ctx, asked) : null
  ctx.provisions.put(
    {
      compose_hash,
      app_id: app_id ?? '',
      app_compose: canonicalJson(appCompose),
      user_config: userConfig,
      env_keys: compose.allowed_envs ?? [],
      cvm: {
        name: asked.name,
        teepod_id: node.teepod_id,
        ...size,
        image,
        kms: kms.kms_type,
        ports: publishedPorts(docker_compose_file),
        listed: asked.listed ?? true,
      },
    },
    ctx.now() + PROVISION_TTL_MS,
  )
  return {
    app_id,
    compose_hash,
    app_env_encrypt_pubkey: app_id === null ? null : appKeys(ctx.rootSeed, app_id).publicKey,
    kms_info: kmsInfo(kms),
    fmspc: node.fmspc,
    device_id: node.device_id,
    os_image_hash: osImage(image)?.os_image_hash ?? null,
    instance_type: size.instance_type,
    teepod_id: node.teepod_id,
    node_id: node.teepod_id,
    kms_id: kms.id,
  }
}

/** What clients spell beside `compose_file` goes in where nothing was said inside. */
function composeFileOf(asked: ProvisionRequest): ComposeFile {
  const { compose_file, secure_time, storage_fs, env_keys } = asked
  const { pre_launch_script, ...compose } = compose_file
  const fs = compose.storage_fs ?? storage_fs ?? undefined
  if (fs !== undefined && fs !== 'ext4' && fs !== 'zfs') {
    throw invalidField('compose_file.storage_fs', 'Input should be ext4 or zfs', 'enum')
  }
  const time = compose.secure_time ?? secure_time
  const envs = compose.allowed_envs ?? env_keys
  return {
    ...compose,
    ...(pre_launch_script && { pre_launch_script }),
    ...(envs && { allowed_envs: envs }),
    ...(time !== undefined && { secure_time: time }),
    ...(fs !== undefined && { storage_fs: fs }),
  }
}

function userConfigOf({ user_config, ssh_authorized_keys }: ProvisionRequest): string {
  if (user_config) {
    checkUserConfig(user_config)
    return user_config
  }
  return ssh_authorized_keys?.length ? JSON.stringify({ ssh_authorized_keys }) : ''
}

export function checkUserConfig(text: string): void {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return
  } catch {
    // Told below.
  }
  throw invalidField('user_config', 'user_config must be the text of a JSON object')
}

/** The app id that belongs to a nonce: whoever knows the nonce can say beforehand what it will be. */
export function appIdOf(ctx: Context, nonce: number): string {
  return createHash('sha256').update(ctx.rootSeed).update(`app ${nonce}`).digest('hex').slice(0, 40)
}

function newAppId(ctx: Context, asked: ProvisionRequest): string {
  const given = asked.app_id ?? asked.custom_app_id
  if (!given) return appIdOf(ctx, ctx.nextNonce())
  const id = bareAppId(given)
  if (asked.nonce == null) throw invalidField('nonce', 'A chosen app_id needs its nonce')
  if (appIdOf(ctx, asked.nonce) !== id) {
    throw failure(400, ErrorCode.INVALID_REQUEST, 'app_id and nonce do not belong together', {
      details: [{ field: 'app_id', value: given, message: 'Not the app id of this nonce.' }],
      suggestions: ['Take a pair from GET /kms/phala/next_app_id'],
    })
  }
  if (ctx.apps.get(id)) {
    throw failure(409, ErrorCode.CVM_APP_ID_CONFLICT, `The app id ${id} is in use`, {
      details: [{ field: 'app_id', value: given, message: 'An app has it already.' }],
    })
  }
  return id
}

/** Whether a KMS keeps its list of allowed compose hashes on a chain. */
export const isOnChain = (kms: SandboxKms): boolean => kms.chain_id !== null
