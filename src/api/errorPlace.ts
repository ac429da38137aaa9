import { ComposeHashStatus, ErrorCode } from '../contract/errors.ts'
import type { ApiError } from './errors.ts'

/** The step of a deployment that an error sends its reader back to. */
export type DeployStep = 'compose' | 'resources' | 'secrets' | 'provision' | 'commit'

/** Where an error belongs: a step, and the field in it where the API says which. */
export type ErrorPlace = { step: DeployStep; field?: string; message?: string }

const stepOfField = new Map<string, DeployStep>(
  Object.entries({
    compose_file: 'compose',
    docker_compose_file: 'compose',
    pre_launch_script: 'compose',
    name: 'resources',
    instance_type: 'resources',
    vcpu: 'resources',
    memory: 'resources',
    disk_size: 'resources',
    region: 'resources',
    teepod_id: 'resources',
    image: 'resources',
    kms: 'resources',
    storage_fs: 'resources',
    secure_time: 'resources',
    listed: 'resources',
    public_logs: 'resources',
    public_sysinfo: 'resources',
    public_tcbinfo: 'resources',
    gateway_enabled: 'resources',
    app_id: 'resources',
    nonce: 'resources',
    env_keys: 'secrets',
    encrypted_env: 'secrets',
    ssh_authorized_keys: 'secrets',
    compose_hash: 'provision',
    // It is entered where the call is shown that it proves.
    transaction_hash: 'provision',
  }),
)

/** Other spellings of one field. */
const spelling = new Map<string, string>(
  Object.entries({
    node_id: 'teepod_id',
    kms_type: 'kms',
    kms_id: 'kms',
    custom_app_id: 'app_id',
    allowed_envs: 'env_keys',
    user_config: 'ssh_authorized_keys',
    os_image: 'image',
    os_image_name: 'image',
  }),
)

const fieldOfCode = new Map<string, string>(
  Object.entries({
    [ErrorCode.NODE_NOT_FOUND]: 'teepod_id',
    [ErrorCode.COMPOSE_FILE_REQUIRED]: 'docker_compose_file',
    [ErrorCode.INVALID_COMPOSE_FILE]: 'docker_compose_file',
    [ErrorCode.DUPLICATE_CVM_NAME]: 'name',
    [ErrorCode.HASH_REGISTRATION_REQUIRED]: 'transaction_hash',
    [ErrorCode.HASH_INVALID_OR_EXPIRED]: 'compose_hash',
    [ErrorCode.TX_VERIFICATION_FAILED]: 'transaction_hash',
    [ErrorCode.HASH_NOT_ALLOWED]: 'transaction_hash',
    [ErrorCode.INSTANCE_TYPE_NOT_FOUND]: 'instance_type',
    [ErrorCode.RESOURCE_NOT_AVAILABLE]: 'instance_type',
    [ErrorCode.INSUFFICIENT_VCPU]: 'instance_type',
    [ErrorCode.INSUFFICIENT_MEMORY]: 'instance_type',
    [ErrorCode.INSUFFICIENT_SLOTS]: 'teepod_id',
    [ErrorCode.GPU_ALLOCATION_ERROR]: 'instance_type',
    [ErrorCode.INSUFFICIENT_GPU]: 'instance_type',
    [ErrorCode.INCOMPATIBLE_CONFIG]: 'teepod_id',
    [ErrorCode.IMAGE_NOT_FOUND]: 'image',
    [ErrorCode.KMS_NOT_FOUND]: 'kms',
    [ErrorCode.TEEPOD_NOT_ACCESSIBLE]: 'teepod_id',
    [ErrorCode.OS_IMAGE_NOT_COMPATIBLE]: 'image',
    [ErrorCode.NODE_CAPACITY_NOT_CONFIGURED]: 'teepod_id',
    [ErrorCode.QUOTA_EXCEEDED]: 'instance_type',
    [ErrorCode.CVM_APP_ID_CONFLICT]: 'app_id',
    [ErrorCode.RESOURCE_LIMIT_EXCEEDED]: 'instance_type',
  }),
)

const fieldOfStatus: Record<number, string> = {
  [ComposeHashStatus.REGISTRATION_REQUIRED]: 'transaction_hash',
  [ComposeHashStatus.INVALID_OR_EXPIRED]: 'compose_hash',
  [ComposeHashStatus.TX_VERIFICATION_FAILED]: 'transaction_hash',
  [ComposeHashStatus.NOT_ALLOWED]: 'transaction_hash',
}

/** The field's own name: `compose_file.docker_compose_file` and `body.node_id` become ours. */
export function fieldName(field: string): string {
  const parts = field.split('.')
  const known = parts.findLast((part) => stepOfField.has(part) || spelling.has(part))
  const name = known ?? parts.at(-1) ?? field
  return spelling.get(name) ?? name
}

/**
 * The places in a deployment that an error is about: those that the API names, else the one that its
 * code or status is known to mean. Empty when it is about none: it stays where it happened.
 */
export function errorPlaces(error: ApiError): ErrorPlace[] {
  const named = error.fieldErrors.flatMap(({ field, message }) => {
    const name = fieldName(field)
    const step = stepOfField.get(name)
    return step ? [{ step, field: name, message }] : []
  })
  if (named.length > 0) return named
  const field = fieldOfCode.get(error.error_code ?? '') ?? fieldOfStatus[error.status]
  const step = field ? stepOfField.get(field) : undefined
  return field && step ? [{ step, field, message: error.message }] : []
}
