import type { Draft } from './draft/draft.ts'

/** The value of a field that the API may name, as text: to see whether it was changed since. */
export function fieldValue(draft: Draft, field: string): string {
  const { compose, resources, secrets, provision } = draft
  const parts: Record<string, unknown> = {
    ...compose,
    ...resources,
    ...secrets,
    transaction_hash: provision?.transaction_hash,
  }
  return JSON.stringify(Object.hasOwn(parts, field) ? parts[field] : null)
}

/** The words of a field, for "Go to …". */
const WORDS = new Map<string, string>(
  Object.entries({
    docker_compose_file: 'the compose file',
    compose_file: 'the compose file',
    pre_launch_script: 'the pre-launch script',
    name: 'Name',
    instance_type: 'Instance type',
    vcpu: 'vCPU',
    memory: 'Memory',
    disk_size: 'Disk size',
    region: 'Region',
    teepod_id: 'Node',
    image: 'OS image',
    kms: 'KMS',
    app_id: 'App ID',
    nonce: 'Nonce',
    env_keys: 'the variables',
    encrypted_env: 'the variables',
    ssh_authorized_keys: 'SSH authorized keys',
    transaction_hash: 'Transaction hash',
  }),
)

export const fieldWords = (field: string): string | undefined => WORDS.get(field)

/** Fields of the Resources step that stand behind Advanced. */
export const ADVANCED_FIELDS: readonly string[] = [
  'vcpu',
  'memory',
  'storage_fs',
  'secure_time',
  'listed',
  'public_logs',
  'public_sysinfo',
  'public_tcbinfo',
  'gateway_enabled',
  'app_id',
  'nonce',
]
