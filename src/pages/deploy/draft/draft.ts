import * as v from 'valibot'
import { Provision } from '../../../contract/provision.ts'

/**
 * Everything of a deployment in the making that may be written to disk. Values of secrets have no
 * place in it, only their names: the type has nowhere to put one.
 */
const ComposeDraft = v.object({
  docker_compose_file: v.string(),
  pre_launch_script: v.string(),
})

/** Numbers are kept as they were typed: "2." on the way to "2.5" is not lost. `''` is automatic. */
const ResourcesDraft = v.object({
  name: v.string(),
  instance_type: v.string(),
  disk_size: v.string(),
  region: v.string(),
  teepod_id: v.string(),
  image: v.string(),
  kms: v.string(),
  vcpu: v.string(),
  memory: v.string(),
  storage_fs: v.picklist(['zfs', 'ext4']),
  secure_time: v.boolean(),
  listed: v.boolean(),
  public_logs: v.boolean(),
  public_sysinfo: v.boolean(),
  public_tcbinfo: v.boolean(),
  gateway_enabled: v.boolean(),
  app_id: v.string(),
  nonce: v.string(),
})

const SecretsDraft = v.object({
  /** Names that were added by hand, beside those that the compose file refers to. */
  added: v.array(v.string()),
  /** Names that had a value; the values are in memory only. */
  filled: v.array(v.string()),
  ssh_authorized_keys: v.string(),
})

/** What provision answered, and a fingerprint of what was asked, to see when it no longer fits. */
const ProvisionRecord = v.object({
  answer: Provision,
  fingerprint: v.string(),
  /** Milliseconds since 1970, by this browser's clock. */
  at: v.number(),
  /** For an on-chain KMS, as typed: the app's contract, whose address is its app id, and the call. */
  contract: v.optional(v.string(), ''),
  transaction_hash: v.string(),
})

/**
 * A commit that was sent. It is written down before the request leaves, so that a page that dies on
 * the way knows to look for the CVM before it may ever send again.
 */
const CommitAttempt = v.object({
  state: v.picklist(['sent', 'lost', 'absent']),
  app_id: v.string(),
  compose_hash: v.string(),
  name: v.string(),
  at: v.number(),
})

export const Draft = v.object({
  format: v.literal(1),
  id: v.string(),
  /** The connection and workspace it was made in. */
  owner: v.string(),
  /** Counts the saves, so that two tabs notice each other. */
  revision: v.number(),
  /** The page that wrote it last: one id for each time a page is loaded. */
  writer: v.string(),
  created_at: v.number(),
  updated_at: v.number(),
  compose: ComposeDraft,
  resources: ResourcesDraft,
  secrets: SecretsDraft,
  provision: v.nullable(ProvisionRecord),
  commit: v.nullable(CommitAttempt),
})
export type Draft = v.InferOutput<typeof Draft>
export type ComposeDraft = Draft['compose']
export type ResourcesDraft = Draft['resources']
export type SecretsDraft = Draft['secrets']
export type ProvisionRecord = v.InferOutput<typeof ProvisionRecord>
export type CommitAttempt = v.InferOutput<typeof CommitAttempt>

export function emptyDraft(id: string, owner: string, now: number): Draft {
  return {
    format: 1,
    id,
    owner,
    revision: 0,
    writer: '',
    created_at: now,
    updated_at: now,
    compose: { docker_compose_file: '', pre_launch_script: '' },
    resources: {
      name: '',
      instance_type: '',
      disk_size: '',
      region: '',
      teepod_id: '',
      image: '',
      kms: '',
      vcpu: '',
      memory: '',
      storage_fs: 'zfs',
      secure_time: false,
      listed: false,
      public_logs: true,
      public_sysinfo: true,
      public_tcbinfo: true,
      gateway_enabled: true,
      app_id: '',
      nonce: '',
    },
    secrets: { added: [], filled: [], ssh_authorized_keys: '' },
    provision: null,
    commit: null,
  }
}

/** Whether there is anything in it that somebody would miss. */
export function isUntouched(draft: Draft): boolean {
  const empty = emptyDraft(draft.id, draft.owner, draft.created_at)
  return (['compose', 'resources', 'secrets', 'provision', 'commit'] as const).every(
    (part) => JSON.stringify(draft[part]) === JSON.stringify(empty[part]),
  )
}

/** A copy with a life of its own. What was provisioned stays with the original: it commits once. */
export function forkOf(draft: Draft, id: string, now: number): Draft {
  return {
    ...draft,
    id,
    revision: 0,
    created_at: now,
    updated_at: now,
    provision: null,
    commit: null,
  }
}

/** How a list of drafts calls it. */
export function titleOf(draft: Draft): string {
  const image = /^[ \t]*image:[ \t]*["']?([^\s"'#]+)/m.exec(draft.compose.docker_compose_file)?.[1]
  return draft.resources.name || image || 'Untitled draft'
}

/** A draft as it was stored, or undefined for what this version cannot read. */
export function parseDraft(stored: unknown): Draft | undefined {
  const parsed = v.safeParse(Draft, stored)
  return parsed.success ? parsed.output : undefined
}
