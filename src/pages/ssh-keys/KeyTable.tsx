import type { SshKey } from '../../contract/sshKeys.ts'
import { sshKeyComment } from '../../cvm/sshKeys.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Table, Td, Th, Tr } from '../../ui/Table.tsx'
import { Time } from '../../ui/Time.tsx'

/** Every key with what tells it apart; the fingerprint is what `ssh-keygen -l` prints. */
export function KeyTable({
  keys,
  onDelete,
}: {
  keys: readonly SshKey[]
  onDelete: (key: SshKey) => void
}) {
  return (
    <Table label="SSH keys">
      <thead>
        <tr>
          <Th>Name</Th>
          <Th>Fingerprint</Th>
          <Th className="max-sm:hidden">Added</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <Tr key={key.id}>
            <Td header className="min-w-28">
              <span className="font-medium wrap-anywhere">{key.name}</span>
              {sshKeyComment(key.public_key) !== key.name && (
                <span className="block text-sm text-muted wrap-anywhere">
                  {sshKeyComment(key.public_key)}
                </span>
              )}
              <span className="block text-sm text-muted sm:hidden">
                <Added sshKey={key} />
              </span>
            </Td>
            <Td className="min-w-34">
              <span className="font-mono text-[0.94em] wrap-anywhere">{key.fingerprint}</span>
              <span className="block text-sm text-muted">{key.key_type}</span>
            </Td>
            <Td className="max-sm:hidden">
              <Added sshKey={key} />
            </Td>
            <Td>
              <span className="flex justify-end gap-1">
                <CopyButton
                  iconOnly
                  size="sm"
                  text={key.public_key}
                  label={`Copy public key ${key.name}`}
                />
                <IconButton
                  size="sm"
                  icon="trash"
                  label={`Delete ${key.name}`}
                  onClick={() => onDelete(key)}
                />
              </span>
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}

/** When, and from where; a source that is not known is shown as it came. */
function Added({ sshKey }: { sshKey: SshKey }) {
  return (
    <>
      <Time at={sshKey.last_synced_at ?? sshKey.created_at} />
      <span className="block text-sm text-muted">
        {SOURCES.get(sshKey.source) ?? sshKey.source}
      </span>
    </>
  )
}

const SOURCES = new Map<string, string>(Object.entries({ manual: 'pasted', github: 'from GitHub' }))
