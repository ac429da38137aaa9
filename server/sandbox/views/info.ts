import type { CvmInfo } from '../../../src/contract/cvm.ts'
import type { Context } from '../context.ts'
import { endpointsOf, GATEWAY_DOMAIN } from '../endpoints.ts'
import { ME, USER_ID } from '../inventory/account.ts'
import { instanceType } from '../inventory/instanceTypes.ts'
import { kmsOf } from '../inventory/kms.ts'
import { nodeOf } from '../inventory/nodes.ts'
import { osImage } from '../inventory/osImages.ts'
import { appKeys } from '../kms/keys.ts'
import { statusAt } from '../lifecycle/view.ts'
import type { CvmRecord } from '../store/cvm.ts'

/** The workspace as other answers refer to it. */
export const WORKSPACE_REF = {
  object_type: 'workspace',
  id: ME.workspace.id,
  name: ME.workspace.name,
  slug: ME.workspace.slug,
  avatar_url: null,
}

export const USER_REF = {
  object_type: 'user',
  id: String(USER_ID),
  username: ME.user.username,
  avatar_url: null,
}

/** A CVM in the form of API version 2026-01-21, without its compose file. */
export function infoOf(ctx: Context, cvm: CvmRecord): CvmInfo {
  const now = ctx.now()
  const { status, in_progress, progress } = statusAt(cvm, now)
  return {
    id: cvm.id,
    name: cvm.name,
    status,
    app_id: cvm.app_id,
    vm_uuid: cvm.vm_uuid,
    instance_id: cvm.instance_id,
    compose_hash: cvm.compose_hash,
    resource: {
      instance_type: cvm.instance_type,
      vcpu: cvm.vcpu,
      memory_in_gb: cvm.memory / 1024,
      disk_in_gb: cvm.disk_size,
      gpus: cvm.gpus,
      compute_billing_price: instanceType(cvm.instance_type)?.hourly_rate ?? null,
      billing_period: 'hourly',
    },
    node_info: nodeRef(cvm.teepod_id),
    os: osOf(cvm),
    kms_type: cvm.kms.toLowerCase(),
    kms_info: kmsInfoOf(ctx, cvm),
    progress,
    in_progress,
    gateway: { base_domain: cvm.gateway_enabled ? GATEWAY_DOMAIN : null, cname: null },
    services: [],
    endpoints: endpointsOf(cvm),
    public_logs: cvm.public_logs,
    public_sysinfo: cvm.public_sysinfo,
    public_tcbinfo: cvm.public_tcbinfo,
    gateway_enabled: cvm.gateway_enabled,
    secure_time: cvm.secure_time,
    listed: cvm.listed,
    storage_fs: cvm.storage_fs,
    workspace: WORKSPACE_REF,
    creator: USER_REF,
    created_at: new Date(cvm.created_at).toISOString(),
    deleted_at: cvm.deleted_at === null ? null : new Date(cvm.deleted_at).toISOString(),
    scheduled_delete_at:
      cvm.scheduled_delete_at === null ? null : new Date(cvm.scheduled_delete_at).toISOString(),
  }
}

const texts = new WeakMap<CvmRecord, string>()

/**
 * The same as JSON. A record is never changed in place and nothing else moves in it while nothing is
 * under way, so its text is made once.
 */
function infoText(ctx: Context, cvm: CvmRecord): string {
  const known = texts.get(cvm)
  if (known !== undefined) return known
  const text = JSON.stringify(infoOf(ctx, cvm))
  if (!cvm.running) texts.set(cvm, text)
  return text
}

type Numbers = { total: number; page: number; page_size: number; pages: number }
const pageTexts = new WeakMap<readonly CvmRecord[], { numbers: string; text: string }>()

/** A page as JSON; one that is kept is put together once. */
export function pageText(ctx: Context, cvms: readonly CvmRecord[], given: Numbers): string {
  const numbers = JSON.stringify(given).slice(1)
  const known = pageTexts.get(cvms)
  if (known?.numbers === numbers) return known.text
  const text = `{"items":[${cvms.map((cvm) => infoText(ctx, cvm)).join(',')}],${numbers}`
  if (cvms.every((cvm) => !cvm.running)) pageTexts.set(cvms, { numbers, text })
  return text
}

export function nodeRef(teepodId: number) {
  const node = nodeOf(teepodId)
  return {
    object_type: 'node',
    id: teepodId,
    name: node?.name ?? null,
    region: node?.region_identifier ?? null,
    device_id: node?.device_id ?? null,
    ppid: node?.ppid ?? null,
    status: node?.accessible ? 'ONLINE' : 'OFFLINE',
    version: node?.version ?? null,
  }
}

function osOf({ image }: CvmRecord) {
  const os = osImage(image)
  return {
    name: image,
    version: os?.version ?? null,
    is_dev: os?.is_dev ?? null,
    os_image_hash: os?.os_image_hash ?? null,
  }
}

function kmsInfoOf(ctx: Context, cvm: CvmRecord) {
  const kms = kmsOf(cvm.kms)
  const onChain = kms?.chain_id != null
  return {
    chain_id: kms?.chain_id ?? null,
    dstack_kms_address: kms?.kms_contract_address ?? null,
    dstack_app_address: onChain ? `0x${cvm.app_id}` : null,
    deployer_address: null,
    rpc_endpoint: null,
    encrypted_env_pubkey: appKeys(ctx.rootSeed, cvm.app_id).publicKey,
  }
}
