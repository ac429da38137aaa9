import type { ComposeFile } from '../../../src/contract/provision.ts'
import type { KmsType } from '../../../src/contract/kms.ts'
import { bootErrorOf, servicesOf } from '../guest/services.ts'
import { gpusOf, instanceType } from '../inventory/instanceTypes.ts'
import { defaultOsImage } from '../inventory/osImages.ts'
import { COMPOSE_FILES, ENV_KEYS, type ComposeName } from './composeFiles.ts'
import { identity, type Identity } from './random.ts'

/**
 * A CVM that a new data directory starts with. It carries no environment: nobody has set its secrets
 * yet. Times in ms since 1970, memory in MB, disk in GB.
 */
export type SeedCvm = Identity & {
  name: string
  compose_file: ComposeFile
  env_keys: readonly string[]
  instance_type: string
  vcpu: number
  memory: number
  disk_size: number
  gpus: number
  teepod_id: number
  /** Name of the OS image. */
  image: string
  kms: KmsType
  status: 'running' | 'stopped' | 'exited' | 'failed' | 'starting'
  /** Only when `failed`. */
  boot_error: string | null
  created_at: number
  /** When its last boot began; null when it was never started. */
  started_at: number | null
  /** When it stopped, exited or failed; null while it runs. */
  ended_at: number | null
  listed: boolean
  secure_time: boolean
}

/** What tells one seeded CVM from another; the rest follows. */
export type SeedPlan = {
  name: string
  /** CVMs with the same app are replicas of each other. Defaults to the name. */
  app?: string
  compose: ComposeName
  instance_type: string
  teepod_id: number
  status: SeedCvm['status']
  kms?: KmsType
  dev?: boolean
  disk_size?: number
  public_logs?: boolean
  listed?: boolean
  created_at: number
  /** When the last boot began. */
  started_at: number
}

/** What Docker says about the image of the `broken` file. */
const BOOT_ERROR = bootErrorOf(servicesOf(COMPOSE_FILES.broken)) ?? null

export function seedCvm(plan: SeedPlan): SeedCvm {
  const type = instanceType(plan.instance_type)
  if (!type) throw new Error(`no instance type ${plan.instance_type}`)
  const { status, created_at, started_at } = plan
  const hour = 3_600_000
  const ended_at = status === 'running' || status === 'starting' ? null : started_at + hour / 2
  const { id, vm_uuid, app_id, instance_id } = identity(plan.app ?? plan.name, plan.name)
  return {
    id,
    vm_uuid,
    app_id,
    instance_id,
    name: plan.name,
    compose_file: composeFile(plan.compose, plan.public_logs ?? true),
    env_keys: ENV_KEYS[plan.compose],
    instance_type: type.id,
    vcpu: type.vcpu,
    memory: type.memory_mb,
    disk_size: plan.disk_size ?? type.default_disk_size_gb,
    gpus: gpusOf(type.id),
    teepod_id: plan.teepod_id,
    image: defaultOsImage({ dev: plan.dev ?? false, gpu: type.requires_gpu }).name,
    kms: plan.kms ?? 'PHALA',
    status,
    boot_error: status === 'failed' ? BOOT_ERROR : null,
    created_at,
    started_at,
    ended_at,
    listed: plan.listed ?? false,
    secure_time: false,
  }
}

const composeFile = (name: ComposeName, public_logs: boolean): ComposeFile => ({
  name: '',
  docker_compose_file: COMPOSE_FILES[name],
  allowed_envs: [...ENV_KEYS[name]],
  public_logs,
  public_sysinfo: true,
  public_tcbinfo: true,
  gateway_enabled: true,
  kms_enabled: true,
  secure_time: false,
  storage_fs: 'zfs',
})
