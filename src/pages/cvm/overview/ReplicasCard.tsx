import { useQuery } from '@tanstack/react-query'
import type { CvmInfo } from '../../../contract/cvm.ts'
import { bareAppId } from '../../../contract/ids.ts'
import { paths } from '../../../paths.ts'
import { appCvmsQuery } from '../../../queries/apps.ts'
import { Card } from '../../../ui/Card.tsx'
import { InParts } from '../../../ui/InParts.tsx'
import { Hash } from '../../../ui/Hash.tsx'
import { Table, Td, Th } from '../../../ui/Table.tsx'
import { TextLink } from '../../../ui/TextLink.tsx'
import { Loaded } from '../../errors/Loaded.tsx'
import { CvmStatus } from '../../status/CvmStatus.tsx'

/** All CVMs of the same app, this one among them. Replicas that run another compose file stand out. */
export function ReplicasCard({ cvm }: { cvm: CvmInfo }) {
  const { app_id } = cvm
  const replicas = useQuery({ ...appCvmsQuery(app_id ?? ''), enabled: Boolean(app_id) })
  const others = replicas.data?.filter((one) => one.id !== cvm.id)
  return (
    <Card
      title="Replicas"
      flush={others !== undefined && others.length > 0}
      actions={
        cvm.app_id && (
          <span className="flex gap-4">
            <TextLink to={paths.app(bareAppId(cvm.app_id))}>The app</TextLink>
            <TextLink to={paths.app(bareAppId(cvm.app_id), 'revisions')}>Its revisions</TextLink>
          </span>
        )
      }
    >
      {app_id ? (
        <Loaded query={replicas} label="Loading the replicas" height="h-6">
          {() => <Others cvm={cvm} others={others ?? []} />}
        </Loaded>
      ) : (
        <p className="text-muted">The API names no app that it belongs to.</p>
      )}
    </Card>
  )
}

function Others({ cvm, others }: { cvm: CvmInfo; others: readonly CvmInfo[] }) {
  if (others.length === 0) return <p className="text-muted">This is the only CVM of its app.</p>
  const differ = others.some((one) => one.compose_hash !== cvm.compose_hash)
  return (
    <>
      {differ && (
        <p className="border-b border-line bg-warn-soft px-4 py-2 text-warn">
          Not all replicas run the same compose file: an update reaches one CVM, not its app.
        </p>
      )}
      <InParts all={others}>
        {(part) => (
          <Table label="Replicas" stacked>
            <thead>
              <tr className="border-b border-line">
                <Th>Name</Th>
                <Th>Status</Th>
                <Th>Node</Th>
                <Th>Compose hash</Th>
              </tr>
            </thead>
            <tbody>
              {part.map((one) => (
                <tr key={one.id} className="border-b border-line last:border-0">
                  <Td header>
                    <TextLink to={paths.cvm(one.id)}>{one.name}</TextLink>
                  </Td>
                  <Td term="Status">
                    <CvmStatus cvm={one} clamp />
                  </Td>
                  <Td term="Node">{one.node_info?.name ?? '–'}</Td>
                  <Td term="Compose hash">
                    {one.compose_hash && <Hash label="Compose hash" value={one.compose_hash} />}
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </InParts>
    </>
  )
}
