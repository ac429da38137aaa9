import type { ActionId } from '../../cvm/actions.ts'
import type { IconName } from '../../ui/Icon.tsx'

/** The drawing beside an action's verb. */
export const ACTION_ICON = {
  start: 'play',
  shutdown: 'power',
  stop: 'stop',
  restart: 'restart',
  force_restart: 'bolt',
  replicate: 'copies',
  delete: 'trash',
} as const satisfies Record<ActionId, IconName>
