import type { Session } from '../../contract/session.ts'

const NAMES = { sandbox: 'Sandbox', cloud: 'Phala Cloud' } as const satisfies Record<
  Session['connection'],
  string
>

/** What a connection is called on screen. */
export const connectionName = (connection: Session['connection']): string => NAMES[connection]
