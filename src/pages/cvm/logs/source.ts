import type { LogSource } from '../../../api/logs.ts'

/** The machine's own log in the address; no container can have this name. */
export const SERIAL = '!serial'

export const logSource = (source: string): LogSource =>
  source === SERIAL ? { channel: 'serial' } : { container: source }
