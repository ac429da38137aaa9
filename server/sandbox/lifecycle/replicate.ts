import { ErrorCode } from '../../../src/contract/errors.ts'
import { accessibleNode, checkFits } from '../checks/placement.ts'
import { checkQuota } from '../checks/quota.ts'
import { checkSealedEnv } from '../checks/sealedEnv.ts'
import type { Context } from '../context.ts'
import { failure, invalidField, plain } from '../failure.ts'
import { NODES } from '../inventory/nodes.ts'
import { kmsOf } from '../inventory/kms.ts'
import { changed } from '../update/change.ts'
import { lacking, roomOf } from '../checks/room.ts'
import { bareHash } from './commit.ts'
import { createCvm } from './create.ts'
import { allowedBy, checkTransaction, registrationRequired } from './chain.ts'
import { isOnChain } from './provision.ts'
import { pend } from '../update/apply.ts'
import type { CvmRecord } from '../store/cvm.ts'

export type ReplicaRequest = {
  node_id?: number | null | undefined
  encrypted_env?: string | null | undefined
  compose_hash?: string | null | undefined
  /** Other than those that the CVM runs: the new one differs from it. */
  docker_compose_file?: string | null | undefined
  pre_launch_script?: string | null | undefined
}

/**
 * Makes another CVM of the same app: same keys, same environment, and the same compose file unless
 * another one is asked for. With an on-chain
 * KMS the contract has to allow its device first, unless that was `registered`.
 */
export async function replicate(
  ctx: Context,
  cvm: CvmRecord,
  asked: ReplicaRequest,
  { prepareOnly = false, registered = false } = {},
): Promise<CvmRecord> {
  if (cvm.running?.deletes) throw plain(409, `${cvm.name} is being deleted`)
  const { compose_hash } = asked
  if (compose_hash && bareHash(compose_hash) !== cvm.compose_hash) {
    throw invalidField('compose_hash', 'Not the compose hash that this CVM runs')
  }
  const like = await modelOf(ctx, cvm, asked)
  const place = () => nodeOfReplica(ctx, cvm, asked.node_id ?? undefined)
  const { teepod_id, device_id } = place()
  if (prepareOnly || (!registered && !isAllowedOn(ctx, like.cvm, device_id))) {
    // What is allowed is this device: the one that was chosen here stays chosen.
    const change = { ...asked, node_id: teepod_id }
    const hash = like.cvm.compose_hash
    throw registrationRequired(pend(ctx, cvm, hash, change, 'replica', device_id))
  }
  const { app_compose, encrypted_env, user_config } = like.files
  const sealed = asked.encrypted_env ? bareHash(asked.encrypted_env) : encrypted_env
  await checkSealedEnv(ctx, cvm.app_id, sealed, cvm.allowed_envs)
  return createCvm(
    ctx,
    { ...wantedOf(like.cvm), teepod_id },
    { app_compose, encrypted_env: sealed, user_config },
    'replicate',
    () => {
      checkQuota(ctx, cvm)
      place()
    },
  )
}

/** Makes the replica that waited for its contract under this token, once. */
export async function commitReplica(
  ctx: Context,
  cvms: readonly CvmRecord[],
  by: {
    token: string
    compose_hash?: string | null | undefined
    transaction_hash?: string | null | undefined
  },
): Promise<CvmRecord> {
  const pending = ctx.pending.byToken(by.token, ctx.now())
  const cvm = cvms.find(({ num }) => num === pending?.cvm)
  if (!pending || !cvm || pending.kind !== 'replica') {
    throw failure(466, ErrorCode.HASH_INVALID_OR_EXPIRED, 'No replica waits with this token', {
      details: [{ field: 'token', message: 'Unknown, used or expired.' }],
    })
  }
  if (by.compose_hash && bareHash(by.compose_hash) !== pending.compose_hash) {
    throw plain(400, 'The compose hash is not the one of this token')
  }
  checkTransaction(by.transaction_hash ?? 'already-registered', {})
  ctx.pending.remove(by.token)
  return replicate(ctx, cvm, pending.change as ReplicaRequest, { registered: true })
}

/** What the new one is like: the CVM as it is, or with other texts in what is measured. */
async function modelOf(ctx: Context, cvm: CvmRecord, asked: ReplicaRequest) {
  const { docker_compose_file, pre_launch_script } = asked
  if (docker_compose_file == null && pre_launch_script == null) {
    return { cvm, files: ctx.cvms.files(cvm.num) }
  }
  return changed(ctx, cvm, {
    ...(docker_compose_file != null && { docker_compose_file }),
    ...(pre_launch_script != null && { pre_launch_script }),
  })
}

function isAllowedOn(ctx: Context, { kms, app_id, compose_hash }: CvmRecord, device: string) {
  const keeper = kmsOf(kms)
  if (!keeper || !isOnChain(keeper)) return true
  return allowedBy(ctx, app_id, compose_hash, device).is_allowed
}

/** The asked one, or another node than the original's where there is room, or its own. */
function nodeOfReplica(ctx: Context, cvm: CvmRecord, id: number | undefined) {
  const kms = kmsOf(cvm.kms)
  if (!kms) throw new Error(`CVM ${cvm.id} has no KMS`)
  if (id !== undefined) {
    const node = accessibleNode(id)
    if (!node.images.includes(cvm.image)) {
      throw failure(
        400,
        ErrorCode.REPLICA_IMAGE_NOT_AVAILABLE,
        `${node.name} does not have ${cvm.image}, which the replica needs`,
        {
          details: [{ field: 'node_id', value: id, message: `It has ${node.images.join(', ')}.` }],
        },
      )
    }
    checkFits(ctx, node, cvm, cvm.image, kms)
    return node
  }
  const taken = ctx.cvms.taken()
  const fitting = NODES.filter(
    (node) =>
      node.accessible &&
      node.images.includes(cvm.image) &&
      node.kms_list.includes(kms.slug) &&
      cvm.gpus > 0 === node.capacity.gpus > 0 &&
      !lacking(roomOf(node, taken), cvm),
  )
  const best = fitting.find(({ teepod_id }) => teepod_id !== cvm.teepod_id) ?? fitting[0]
  if (best) return best
  throw failure(400, ErrorCode.RESOURCE_NOT_AVAILABLE, 'No node has room for a replica', {
    details: [{ field: 'node_id', message: 'No node has room.' }],
  })
}

function wantedOf(cvm: CvmRecord) {
  const { name, app_id, instance_type, vcpu, memory, disk_size, gpus, image, kms } = cvm
  const { compose_hash, ports, allowed_envs, public_logs, public_sysinfo, public_tcbinfo } = cvm
  const { gateway_enabled, secure_time, storage_fs, listed } = cvm
  return {
    name,
    app_id,
    instance_type,
    vcpu,
    memory,
    disk_size,
    gpus,
    image,
    kms,
    compose_hash,
    ports,
    allowed_envs,
    public_logs,
    public_sysinfo,
    public_tcbinfo,
    gateway_enabled,
    secure_time,
    storage_fs,
    listed,
  }
}
