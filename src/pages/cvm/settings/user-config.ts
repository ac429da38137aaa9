import type { UserConfig } from '../../../contract/updates.ts'
import { sshKeysIn } from '../../../cvm/sshKeys.ts'

/** The keys of a configuration, one a line, as they are edited. */
export const keysText = (config: UserConfig): string => config.ssh_authorized_keys.join('\n')

/** Everything else in it, as JSON to edit. */
export function restText(config: UserConfig): string {
  const { ssh_authorized_keys: _, ...rest } = config
  return JSON.stringify(rest, null, 2)
}

/** Why a text is no JSON object; undefined when it is one. */
export function whyBadRest(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return 'It must be a JSON object: { … }.'
    }
    return 'ssh_authorized_keys' in value
      ? 'SSH keys belong into their own field above.'
      : undefined
  } catch (error) {
    return `This is not JSON: ${error instanceof Error ? error.message : String(error)}`
  }
}

/** What is sent: a text, which replaces the whole configuration. `rest` has been checked. */
export function userConfigText(keys: string, rest: string): string {
  const others = JSON.parse(rest) as Record<string, unknown>
  return JSON.stringify({ ...others, ssh_authorized_keys: sshKeysIn(keys) })
}

/** Whether it says the same, however it is written. */
export const isSameConfig = (config: UserConfig, keys: string, rest: string): boolean =>
  keysText(config) === sshKeysIn(keys).join('\n') &&
  JSON.stringify(JSON.parse(restText(config))) === JSON.stringify(JSON.parse(rest))
