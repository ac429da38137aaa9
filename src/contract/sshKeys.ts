import * as v from 'valibot'
import { maybe } from './wire.ts'

export const SshKey = v.object({
  id: v.union([v.string(), v.number()]),
  user_id: v.union([v.string(), v.number()]),
  name: v.string(),
  public_key: v.string(),
  fingerprint: v.string(),
  key_type: v.string(),
  source: v.string(),
  key_metadata: v.optional(v.unknown()),
  last_synced_at: maybe(v.string()),
  created_at: v.string(),
  updated_at: v.string(),
})
export type SshKey = v.InferOutput<typeof SshKey>

/** GET /user/ssh-keys: a bare array. */
export const SshKeys = v.array(SshKey)

/** POST /user/ssh-keys/github-profile */
export const GithubImport = v.object({
  github_username: v.string(),
  keys_added: v.number(),
  keys_skipped: v.number(),
  errors: v.array(v.string()),
})
