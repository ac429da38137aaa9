import * as v from 'valibot'
import { maybe } from './wire.ts'

/** `{error_code, message, details, suggestions, links}`, at top level or nested in `detail`. */
export const StructuredError = v.object({
  error_code: v.string(),
  message: v.string(),
  details: maybe(
    v.union([
      v.array(
        v.looseObject({
          field: maybe(v.string()),
          value: v.optional(v.unknown()),
          message: maybe(v.string()),
        }),
      ),
      v.record(v.string(), v.unknown()),
    ]),
  ),
  suggestions: maybe(v.array(v.string())),
  links: maybe(v.array(v.object({ label: v.string(), url: v.string() }))),
})
export type StructuredError = v.InferOutput<typeof StructuredError>

/** One entry of a pydantic 422: `loc` is `['body', 'name']` and the like. */
export const ValidationIssue = v.object({
  loc: v.array(v.union([v.string(), v.number()])),
  msg: v.string(),
  type: v.string(),
})

/** Every shape of error body the API is known to send; try them in this order. */
export const ErrorBody = v.union([
  StructuredError,
  v.object({ detail: StructuredError }),
  v.object({ detail: v.array(ValidationIssue) }),
  v.object({ detail: v.string() }),
  v.object({ detail: v.object({ message: v.string() }) }),
  v.object({ message: v.string() }),
])
export type ErrorBody = v.InferOutput<typeof ErrorBody>

/** Error codes by meaning. The API sends the value, for example `ERR-01-004`. */
export const ErrorCode = {
  NODE_NOT_FOUND: 'ERR-01-001',
  COMPOSE_FILE_REQUIRED: 'ERR-01-002',
  INVALID_COMPOSE_FILE: 'ERR-01-003',
  DUPLICATE_CVM_NAME: 'ERR-01-004',
  HASH_REGISTRATION_REQUIRED: 'ERR-01-005',
  HASH_INVALID_OR_EXPIRED: 'ERR-01-006',
  TX_VERIFICATION_FAILED: 'ERR-01-007',
  HASH_NOT_ALLOWED: 'ERR-01-008',
  INSTANCE_TYPE_NOT_FOUND: 'ERR-02-001',
  RESOURCE_NOT_AVAILABLE: 'ERR-02-002',
  INSUFFICIENT_VCPU: 'ERR-02-003',
  INSUFFICIENT_MEMORY: 'ERR-02-004',
  INSUFFICIENT_SLOTS: 'ERR-02-005',
  GPU_ALLOCATION_ERROR: 'ERR-02-006',
  INSUFFICIENT_GPU: 'ERR-02-007',
  INVALID_REQUEST: 'ERR-02-008',
  INCOMPATIBLE_CONFIG: 'ERR-02-009',
  IMAGE_NOT_FOUND: 'ERR-02-010',
  KMS_NOT_FOUND: 'ERR-02-011',
  TEEPOD_NOT_ACCESSIBLE: 'ERR-02-012',
  OS_IMAGE_NOT_COMPATIBLE: 'ERR-02-013',
  NODE_CAPACITY_NOT_CONFIGURED: 'ERR-02-014',
  QUOTA_EXCEEDED: 'ERR-02-015',
  CVM_NOT_FOUND: 'ERR-03-001',
  MULTIPLE_CVMS_SAME_NAME: 'ERR-03-002',
  CVM_NOT_IN_WORKSPACE: 'ERR-03-003',
  CVM_NOT_IN_CURRENT_WORKSPACE: 'ERR-03-004',
  CVM_ACCESS_DENIED: 'ERR-03-005',
  REPLICA_IMAGE_NOT_AVAILABLE: 'ERR-03-006',
  CVM_APP_ID_CONFLICT: 'ERR-03-007',
  APP_ID_AMBIGUOUS: 'ERR-03-010',
  INSUFFICIENT_BALANCE: 'ERR-04-001',
  MAX_CVM_LIMIT: 'ERR-04-002',
  RESOURCE_LIMIT_EXCEEDED: 'ERR-04-003',
  TOKEN_LIMIT_EXCEEDED: 'ERR-05-001',
  TOKEN_RATE_LIMIT: 'ERR-05-002',
  OAUTH_EMAIL_INVALID: 'ERR-06-001',
} as const
export type ErrorCode = (typeof ErrorCode)[keyof typeof ErrorCode]

/** Statuses of this API beyond HTTP's own, all about compose hashes and on-chain approval. */
export const ComposeHashStatus = {
  REGISTRATION_REQUIRED: 465,
  INVALID_OR_EXPIRED: 466,
  TX_VERIFICATION_FAILED: 467,
  NOT_ALLOWED: 468,
} as const
