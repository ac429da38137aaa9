import type { Me, Workspace } from '../../../src/contract/account.ts'

/** Whom the sandbox's API key belongs to: GET /auth/me in API version 2026-01-21. */
export const ME = {
  user: {
    username: 'sandbox',
    email: 'sandbox@localhost',
    role: 'user',
    avatar: '',
    email_verified: true,
    totp_enabled: false,
    has_backup_codes: false,
    flag_has_password: false,
  },
  workspace: {
    id: 'ws_sandbox',
    name: 'Sandbox',
    slug: 'sandbox',
    tier: 'sandbox',
    role: 'owner',
    avatar: null,
  },
  credits: {
    balance: '1000.00',
    granted_balance: '1000.00',
    is_post_paid: false,
    outstanding_amount: null,
  },
} as const satisfies Me

/** The same in API version 2025-10-28. */
export const ME_2025 = {
  username: ME.user.username,
  email: ME.user.email,
  credits: 1000,
  granted_credits: 1000,
  avatar: ME.user.avatar,
  team_name: ME.workspace.name,
  team_tier: ME.workspace.tier,
}

export const USER_ID = 1

export const WORKSPACE = {
  id: ME.workspace.id,
  name: ME.workspace.name,
  slug: ME.workspace.slug,
  tier: ME.workspace.tier,
  role: ME.workspace.role,
  is_default: true,
  created_at: '2025-01-01T00:00:00Z',
} as const satisfies Workspace

/** What the workspace may use at most; memory in MB, disk in GB. Room for ten thousand and more. */
export const WORKSPACE_LIMITS = {
  vm_slots: 20_000,
  vcpu: 100_000,
  memory_mb: 200_000 * 1024,
  disk_gb: 2_000_000,
  gpus: 256,
}
