import { statusWord } from './status.ts'

/** Kinds of operation that have a name on screen; the API's set is open. */
const WORDS = new Map<string, string>(
  Object.entries({
    create: 'Create',
    start: 'Start',
    power_on: 'Start',
    shutdown: 'Shut down',
    stop: 'Force stop',
    power_off: 'Force stop',
    restart: 'Restart',
    force_restart: 'Force restart',
    replicate: 'Replicate',
    delete: 'Delete',
    update: 'Update',
    update_compose: 'Compose file updated',
    compose_update: 'Compose file updated',
    update_envs: 'Environment updated',
    update_pre_launch_script: 'Pre-launch script updated',
    update_resources: 'Resize',
    resize: 'Resize',
    update_os_image: 'OS image switched',
    update_visibility: 'Visibility changed',
    redeploy: 'Revision redeployed',
  }),
)

/** What was done, in words; a kind that is not known as the API spells it, made readable. */
export function operationWord(type: string): string {
  const known = WORDS.get(type)
  if (known) return known
  const words = statusWord(type)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** `completed`, `in_progress` and `failed` are known; cancelled ones come as failed. */
export function operationTone(status: string): 'good' | 'busy' | 'bad' | 'unknown' {
  switch (status) {
    case 'completed':
      return 'good'
    case 'in_progress':
      return 'busy'
    case 'failed':
      return 'bad'
    default:
      return 'unknown'
  }
}
