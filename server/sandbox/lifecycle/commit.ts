import { ComposeHashStatus, ErrorCode } from '../../../src/contract/errors.ts'
import { bareAppId } from '../../../src/contract/ids.ts'
import type { CommitRequest } from '../../../src/contract/provision.ts'
import { checkName } from '../checks/name.ts'
import { checkQuota } from '../checks/quota.ts'
import { checkKeys, checkSealedEnv } from '../checks/sealedEnv.ts'
import type { Context } from '../context.ts'
import { failure, invalidField, plain } from '../failure.ts'
import { kmsInfo, kmsOf } from '../inventory/kms.ts'
import { nodeOf } from '../inventory/nodes.ts'
import { is } from '../sentinels.ts'
import type { CvmRecord } from '../store/cvm.ts'
import type { ProvisionRecord } from '../store/provisions.ts'
import { checkTransaction } from './chain.ts'
import { createCvm } from './create.ts'

/** What is measured says all of these, defaults included. */
type Defaulted = Record<
  'public_logs' | 'public_sysinfo' | 'public_tcbinfo' | 'gateway_enabled' | 'secure_time',
  boolean
> & { storage_fs: string }

/** POST /cvms: makes the CVM that was provisioned, once. */
export async function commit(ctx: Context, asked: CommitRequest): Promise<CvmRecord> {
  const app_id = bareAppId(asked.app_id)
  if (!/^[0-9a-f]{40}$/.test(app_id)) {
    throw invalidField('app_id', 'An app id has 40 hexadecimal digits')
  }
  const hash = bareHash(asked.compose_hash)
  const found = provisioned(ctx, hash, app_id)
  const { cvm, app_compose, user_config, env_keys } = found
  if (is(cvm.name, 'fail-commit')) throw plain(500, 'The commit failed: the name asks for it')
  checkName(ctx, cvm.name)
  checkKeys(asked.env_keys ?? [], env_keys)
  await checkSealedEnv(ctx, app_id, asked.encrypted_env, env_keys)
  const compose = JSON.parse(app_compose) as Defaulted
  return createCvm(
    ctx,
    {
      ...cvm,
      app_id,
      compose_hash: hash,
      allowed_envs: env_keys,
      public_logs: compose.public_logs,
      public_sysinfo: compose.public_sysinfo,
      public_tcbinfo: compose.public_tcbinfo,
      gateway_enabled: compose.gateway_enabled,
      secure_time: compose.secure_time,
      storage_fs: compose.storage_fs,
    },
    { app_compose, user_config, encrypted_env: bareHash(asked.encrypted_env ?? '') },
    'create',
    () => {
      // Once more, where no other commit can come in between.
      provisioned(ctx, hash, app_id)
      checkName(ctx, cvm.name)
      checkQuota(ctx, cvm)
      if (found.app_id === '') checkTransaction(asked.transaction_hash, approval(found, app_id))
      ctx.provisions.remove(hash, found.app_id)
    },
  )
}

/** Clients write hashes with `0x` or `sha256:` before them as well. */
export const bareHash = (hash: string): string => hash.toLowerCase().replace(/^(0x|sha256:)/, '')

function provisioned(ctx: Context, hash: string, appId: string): ProvisionRecord {
  const now = ctx.now()
  const found = ctx.provisions.get(hash, appId, now) ?? ctx.provisions.get(hash, '', now)
  if (found && !is(found.cvm.name, 'expired-hash')) return found
  throw failure(
    ComposeHashStatus.INVALID_OR_EXPIRED,
    ErrorCode.HASH_INVALID_OR_EXPIRED,
    'This compose hash was never provisioned for this app, was committed already, or has expired',
    {
      details: [{ field: 'compose_hash', value: hash, message: 'Not waiting for a commit.' }],
      suggestions: ['Provision again and commit the new hash'],
    },
  )
}

/** What a contract has to allow before this is committed. */
function approval({ compose_hash, cvm }: ProvisionRecord, app_id: string) {
  const kms = kmsOf(cvm.kms)
  return {
    compose_hash,
    app_id,
    device_id: nodeOf(cvm.teepod_id)?.device_id ?? null,
    kms_info: kms ? kmsInfo(kms) : null,
  }
}
