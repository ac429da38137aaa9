import * as v from 'valibot'
import { Session } from './session.ts'
import { maybe } from './wire.ts'

const amount = v.union([v.string(), v.number()])

/** GET /auth/me in API version 2026-01-21. Credits are in US dollars. */
export const Me = v.object({
  user: v.object({
    username: v.string(),
    email: v.string(),
    role: v.string(),
    avatar: v.string(),
    email_verified: v.boolean(),
    totp_enabled: v.boolean(),
    has_backup_codes: v.boolean(),
    flag_has_password: v.boolean(),
  }),
  workspace: v.object({
    id: v.string(),
    name: v.string(),
    slug: v.nullable(v.string()),
    tier: v.string(),
    role: v.string(),
    avatar: maybe(v.string()),
  }),
  credits: v.object({
    balance: amount,
    granted_balance: amount,
    is_post_paid: v.boolean(),
    outstanding_amount: maybe(amount),
  }),
})
export type Me = v.InferOutput<typeof Me>

export const Workspace = v.object({
  id: v.string(),
  name: v.string(),
  slug: v.nullable(v.string()),
  tier: v.string(),
  role: v.string(),
  is_default: v.boolean(),
  created_at: v.string(),
})
export type Workspace = v.InferOutput<typeof Workspace>

/** GET /workspaces */
export const WorkspaceList = v.object({
  data: v.array(Workspace),
  pagination: v.object({
    has_more: v.boolean(),
    next_cursor: v.nullable(v.string()),
    total: v.nullable(v.number()),
  }),
})

const metric = v.object({ limit: v.nullable(v.number()), remaining: v.nullable(v.number()) })

/** GET /workspaces/{slug}/quotas. A null limit means none. */
export const Quotas = v.object({
  team_slug: v.string(),
  tier: v.string(),
  quotas: v.object({ vm_slots: metric, vcpu: metric, memory_mb: metric, disk_gb: metric }),
  reserved_nodes: metric,
  reserved_gpu: v.object({ gpus: metric, in_use: v.number(), misconfigured: maybe(v.number()) }),
  as_of: v.string(),
})
export type Quotas = v.InferOutput<typeof Quotas>

/** A KMS that the operator of this console counts as known; see `KmsRoot` in `src/trust/roots.ts`. */
export const OperatorKmsRoot = v.object({
  name: v.string(),
  k256: v.string(),
  ca_spki: v.exactOptional(v.string()),
})
export type OperatorKmsRoot = v.InferOutput<typeof OperatorKmsRoot>

/** GET /session/all of this console: the sign-ins of this browser, each with its place's name. */
export const SignIns = v.object({
  sign_ins: v.array(v.object({ ...Session.entries, slot: v.string() })),
})
export type SignIns = v.InferOutput<typeof SignIns>
export type SignIn = SignIns['sign_ins'][number]

/** GET /session/connections of this console: what it offers, to whoever asks. */
export const ConnectionOffer = v.object({
  connections: v.array(
    v.object({
      connection: v.picklist(['sandbox', 'cloud']),
      /** False where signing in takes no more than a press: the sandbox, at its own machine. */
      needs_key: v.boolean(),
    }),
  ),
  /** Whether GET /public/v1/collateral asks a PCCS for Intel's lists. */
  asks_pccs: v.optional(v.boolean(), false),
  kms_roots: v.optional(v.array(OperatorKmsRoot), []),
})
export type ConnectionOffer = v.InferOutput<typeof ConnectionOffer>
