import type { App } from '../../contract/apps.ts'
import { bareAppId } from '../../contract/ids.ts'
import { differencesOf } from '../../cvm/differences.ts'
import { paths } from '../../paths.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Hash } from '../../ui/Hash.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Table, Td, Th, Tr } from '../../ui/Table.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import { Time } from '../../ui/Time.tsx'
import { StatusCounts } from './StatusCounts.tsx'

/** One app a row: how many CVMs run it, how they are, and whether they are all the same. */
export function AppTable({ apps }: { apps: readonly App[] }) {
  return (
    <Table label="Apps" stacked>
      <thead>
        <tr>
          <Th>Name</Th>
          <Th>Replicas</Th>
          <Th>Regions</Th>
          <Th>Key management</Th>
          <Th>App ID</Th>
          <Th>Created</Th>
        </tr>
      </thead>
      <tbody>
        {apps.map((app) => (
          <Row key={app.app_id} app={app} />
        ))}
      </tbody>
    </Table>
  )
}

function Row({ app }: { app: App }) {
  const regions = [...new Set(app.cvms.flatMap(({ node_info }) => node_info?.region ?? []))]
  return (
    <Tr>
      <Td header className="min-w-40">
        <TextLink to={paths.app(bareAppId(app.app_id))} className="font-medium wrap-anywhere">
          {app.name || app.app_id}
        </TextLink>
        {differencesOf(app.cvms).length > 0 && (
          <span className="mt-0.5 block">
            <Badge tone="warn">
              <Icon name="warning" className="size-3!" />
              replicas differ
            </Badge>
          </span>
        )}
      </Td>
      <Td term="Replicas" className="min-w-44">
        <StatusCounts cvms={app.cvms} count={app.cvm_count} />
      </Td>
      <Td term="Regions" className="lg:whitespace-nowrap">
        {regions.sort().join(', ') || <span className="text-muted">none</span>}
      </Td>
      <Td term="Key management">{app.kms_type}</Td>
      <Td term="App ID">
        <Hash label="App ID" value={app.app_id} />
      </Td>
      <Td term="Created">
        <Time at={app.created_at} />
      </Td>
    </Tr>
  )
}
