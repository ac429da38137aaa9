import type { Context } from '../context.ts'
import { endpointsOf, GATEWAY_DOMAIN } from '../endpoints.ts'
import { ME, USER_ID } from '../inventory/account.ts'
import { kmsInfo, kmsOf } from '../inventory/kms.ts'
import { nodeOf } from '../inventory/nodes.ts'
import { appKeys } from '../kms/keys.ts'
import { statusAt, uptime } from '../lifecycle/view.ts'
import { serialAddress } from '../logs/logAddress.ts'
import type { CvmRecord } from '../store/cvm.ts'

/** GET /cvms/{id} in API version 2025-10-28; PATCH …/visibility answers it in every version. */
export function detail2025(ctx: Context, cvm: CvmRecord) {
  const { status, in_progress } = statusAt(cvm, ctx.now())
  return {
    id: cvm.num,
    name: cvm.name,
    status,
    in_progress,
    teepod_id: cvm.teepod_id,
    teepod: teepod(cvm),
    app_id: cvm.app_id,
    vm_uuid: cvm.vm_uuid,
    instance_id: cvm.instance_id,
    vcpu: cvm.vcpu,
    memory: cvm.memory,
    disk_size: cvm.disk_size,
    base_image: cvm.image,
    encrypted_env_pubkey: appKeys(ctx.rootSeed, cvm.app_id).publicKey,
    listed: cvm.listed,
    instance_type: cvm.instance_type,
    public_sysinfo: cvm.public_sysinfo,
    public_logs: cvm.public_logs,
    syslog_endpoint: serialAddress(ctx, cvm),
    kms_info: kmsInfoOf(cvm),
    contract_address: null,
    deployer_address: null,
    scheduled_delete_at:
      cvm.scheduled_delete_at === null ? null : new Date(cvm.scheduled_delete_at).toISOString(),
    public_urls: endpointsOf(cvm),
    gateway_domain: cvm.gateway_enabled ? GATEWAY_DOMAIN : null,
    machine_info: machine(cvm),
  }
}

/** A row of GET /cvms/paginated in API version 2025-10-28. */
export function row2025(ctx: Context, cvm: CvmRecord) {
  const now = ctx.now()
  const at = statusAt(cvm, now)
  const [first] = endpointsOf(cvm)
  return {
    hosted: {
      id: cvm.vm_uuid,
      name: cvm.name,
      status: at.status,
      uptime: uptime(cvm, now) ?? '',
      app_url: first?.app ?? null,
      app_id: cvm.app_id,
      instance_id: cvm.instance_id,
      exited_at: cvm.ended_at === null ? null : new Date(cvm.ended_at).toISOString(),
      boot_progress: at.boot_progress,
      boot_error: at.boot_error,
      shutdown_progress: at.shutdown_progress,
      image_version: cvm.image,
    },
    name: cvm.name,
    managed_user: { id: USER_ID, username: ME.user.username },
    node: teepod(cvm),
    listed: cvm.listed,
    status: at.status,
    in_progress: at.in_progress,
    dapp_dashboard_url: null,
    syslog_endpoint: serialAddress(ctx, cvm),
    allow_upgrade: true,
    project_id: null,
    project_type: null,
    billing_period: 'hourly',
    kms_info: kmsInfoOf(cvm),
    vcpu: cvm.vcpu,
    memory: cvm.memory,
    disk_size: cvm.disk_size,
    gateway_domain: cvm.gateway_enabled ? GATEWAY_DOMAIN : null,
    public_urls: endpointsOf(cvm),
    machine_info: machine(cvm),
  }
}

/** A CVM inside an app in API version 2025-10-28. */
export function basic2025(ctx: Context, cvm: CvmRecord) {
  const node = nodeOf(cvm.teepod_id)
  return {
    vm_uuid: cvm.vm_uuid,
    app_id: cvm.app_id,
    name: cvm.name,
    status: statusAt(cvm, ctx.now()).status,
    vcpu: cvm.vcpu,
    memory: cvm.memory,
    disk_size: cvm.disk_size,
    teepod_id: cvm.teepod_id,
    teepod_name: node?.name ?? '',
    region_identifier: node?.region_identifier ?? null,
    kms_type: cvm.kms.toLowerCase(),
  }
}

export function teepod({ teepod_id }: CvmRecord) {
  const node = nodeOf(teepod_id)
  return {
    id: teepod_id,
    name: node?.name ?? `node ${teepod_id}`,
    region_identifier: node?.region_identifier ?? null,
  }
}

function kmsInfoOf(cvm: CvmRecord) {
  const kms = kmsOf(cvm.kms)
  return kms ? kmsInfo(kms) : null
}

const machine = ({ vcpu, memory, disk_size, gpus }: CvmRecord) => ({
  vcpu,
  memory,
  disk_size,
  gpu_count: gpus,
})
