import type { Me } from '../../contract/account.ts'
import type { Connection } from '../../contract/session.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Hash } from '../../ui/Hash.tsx'
import { KeyValue, KeyValueList } from '../../ui/KeyValue.tsx'
import { connectionName } from '../layout/connection-name.ts'

/** The person, and the one workspace that their key belongs to. */
export function PersonFacts({ me, connection }: { me: Me; connection: Connection }) {
  const { user, workspace } = me
  return (
    <KeyValueList>
      <KeyValue term="User">{user.username}</KeyValue>
      <KeyValue term="Email">
        {user.email && (
          <>
            {user.email} {!user.email_verified && <Badge tone="warn">not verified</Badge>}
          </>
        )}
      </KeyValue>
      <KeyValue term="Connection">{connectionName(connection)}</KeyValue>
      <KeyValue term="Workspace">{workspace.name}</KeyValue>
      <KeyValue term="Role in it">{workspace.role}</KeyValue>
      <KeyValue term="Tier">{workspace.tier}</KeyValue>
      <KeyValue term="Workspace slug">{workspace.slug}</KeyValue>
      <KeyValue term="Workspace ID">
        <Hash label="Workspace ID" value={workspace.id} />
      </KeyValue>
      <KeyValue term="Second factor">{secondFactor(user)}</KeyValue>
    </KeyValueList>
  )
}

function secondFactor({ totp_enabled, has_backup_codes }: Me['user']): string {
  if (!totp_enabled) return 'off'
  return has_backup_codes ? 'on, with backup codes' : 'on, without backup codes'
}
