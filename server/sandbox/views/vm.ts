import type { Vm } from '../../../src/contract/cvm.ts'
import type { Context } from '../context.ts'
import { endpointsOf } from '../endpoints.ts'
import { USER_ID } from '../inventory/account.ts'
import { appKeys } from '../kms/keys.ts'
import { statusAt } from '../lifecycle/view.ts'
import type { CvmRecord } from '../store/cvm.ts'
import { teepod } from './info2025.ts'

/** What actions, commits and replications answer, the same in both API versions. */
export function vmOf(ctx: Context, cvm: CvmRecord, dockerComposeFile: string | null = null) {
  return {
    id: cvm.num,
    name: cvm.name,
    status: statusAt(cvm, ctx.now()).status,
    teepod_id: cvm.teepod_id,
    teepod: teepod(cvm),
    user_id: USER_ID,
    app_id: cvm.app_id,
    vm_uuid: cvm.vm_uuid,
    instance_id: cvm.instance_id,
    app_url: endpointsOf(cvm)[0]?.app ?? null,
    base_image: cvm.image,
    vcpu: cvm.vcpu,
    memory: cvm.memory,
    disk_size: cvm.disk_size,
    manifest_version: 2,
    version: '1.0.0',
    runner: 'docker-compose',
    docker_compose_file: dockerComposeFile,
    features: ['kms', 'tproxy-net'],
    created_at: new Date(cvm.created_at).toISOString(),
    encrypted_env_pubkey: appKeys(ctx.rootSeed, cvm.app_id).publicKey,
  } satisfies Vm & Record<string, unknown>
}
