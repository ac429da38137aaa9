import { useQuery } from '@tanstack/react-query'
import { workspacesQuery } from '../../queries/account.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Card } from '../../ui/Card.tsx'
import { Dash } from '../../ui/KeyValue.tsx'
import { Table, Td, Th, Tr } from '../../ui/Table.tsx'
import { Time } from '../../ui/Time.tsx'
import { Loaded } from '../errors/Loaded.tsx'

/** All workspaces of this person. A key opens one of them only. */
export function WorkspacesCard({ current }: { current: string }) {
  const workspaces = useQuery(workspacesQuery())
  return (
    <Card title="Workspaces" flush>
      <div className={workspaces.data ? undefined : 'p-4'}>
        <Loaded query={workspaces} label="Loading the workspaces" height="h-32">
          {({ data, pagination }) => (
            <>
              <Table label="Workspaces">
                <thead>
                  <tr>
                    <Th>Name</Th>
                    <Th>Role</Th>
                    <Th>Tier</Th>
                    <Th>Created</Th>
                  </tr>
                </thead>
                <tbody>
                  {data.map((one) => (
                    <Tr key={one.id}>
                      <Td header>
                        <span className="font-medium">{one.name}</span>{' '}
                        {one.id === current && <Badge tone="good">signed in</Badge>}
                        <span className="block text-sm text-muted">{one.slug ?? <Dash />}</span>
                      </Td>
                      <Td>{one.role}</Td>
                      <Td>{one.tier}</Td>
                      <Td>
                        <Time at={one.created_at} />
                      </Td>
                    </Tr>
                  ))}
                </tbody>
              </Table>
              <p className="border-t border-line px-4 py-2 text-sm text-muted">
                {pagination.has_more && 'There are more than are shown here. '}
                An API key opens one workspace. Sign in with a key of another one as well: both stay
                signed in, each with its own tabs and links.
              </p>
            </>
          )}
        </Loaded>
      </div>
    </Card>
  )
}
