import type { ComposeFile } from '../contract/provision.ts'

/** The document that is measured: its canonical text's SHA-256 is the compose hash. */
export type AppCompose = Record<string, unknown>

/**
 * What Phala's published API description says of every field of an app_compose that a request leaves
 * out. A server may know defaults that are not published (a pre-launch script of its own, say): then
 * the hash cannot be predicted, and nothing is wrong.
 */
const PUBLISHED_DEFAULTS = {
  allowed_envs: [],
  features: ['kms', 'tproxy-net'],
  gateway_enabled: true,
  kms_enabled: true,
  local_key_provider_enabled: false,
  manifest_version: 2,
  name: '',
  no_instance_id: false,
  public_logs: true,
  public_sysinfo: true,
  public_tcbinfo: true,
  runner: 'docker-compose',
  secure_time: false,
  storage_fs: 'zfs',
  tproxy_enabled: true,
} as const satisfies AppCompose

/**
 * The app_compose that a deployment becomes: what was sent, and the published default of what was
 * not. An empty pre-launch script is the same as none. `tproxy_enabled` is the old name of
 * `gateway_enabled` and follows it.
 */
export function appComposeOf(sent: ComposeFile): AppCompose {
  const { pre_launch_script, gateway_enabled = true } = sent
  const given = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined))
  const compose = { ...PUBLISHED_DEFAULTS, ...given, tproxy_enabled: gateway_enabled }
  return pre_launch_script ? compose : omit(compose, 'pre_launch_script')
}

const omit = (object: AppCompose, key: string): AppCompose =>
  Object.fromEntries(Object.entries(object).filter(([name]) => name !== key))
