import type { CvmInfo } from '../../../contract/cvm.ts'
import { bareAppId } from '../../../contract/ids.ts'
import { paths } from '../../../paths.ts'
import { Card } from '../../../ui/Card.tsx'
import { Hash } from '../../../ui/Hash.tsx'
import { Table, Td, Th } from '../../../ui/Table.tsx'
import { TextLink } from '../../../ui/TextLink.tsx'
import { CvmStatus } from '../../status/CvmStatus.tsx'

/** All CVMs of the same app, this one among them. Replicas that run another compose file stand out. */
export function ReplicasCard({ cvm, replicas }: { cvm: CvmInfo; replicas: readonly CvmInfo[] }) {
  const others = replicas.filter((one) => one.id !== cvm.id)
  const differ = others.some((one) => one.compose_hash !== cvm.compose_hash)
  return (
    <Card
      title="Replicas"
      flush={others.length > 0}
      actions={
        cvm.app_id && (
          <span className="flex gap-4">
            <TextLink to={paths.app(bareAppId(cvm.app_id))}>The app</TextLink>
            <TextLink to={paths.app(bareAppId(cvm.app_id), 'revisions')}>Its revisions</TextLink>
          </span>
        )
      }
    >
      {others.length === 0 ? (
        <p className="text-muted">This is the only CVM of its app.</p>
      ) : (
        <>
          {differ && (
            <p className="border-b border-line bg-warn-soft px-4 py-2 text-warn">
              Not all replicas run the same compose file: an update reaches one CVM, not its app.
            </p>
          )}
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
              {others.map((one) => (
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
        </>
      )}
    </Card>
  )
}
