import type { ReactNode } from 'react'
import { type Difference, type DifferenceField, standsOut } from '../../cvm/differences.ts'
import { paths } from '../../paths.ts'
import type { CvmRow } from '../../queries/cvmRow.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Hash } from '../../ui/Hash.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Dash } from '../../ui/KeyValue.tsx'
import { Table, Td, Th, Tr } from '../../ui/Table.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import { Time } from '../../ui/Time.tsx'
import { CvmActions } from '../actions/CvmActions.tsx'
import { CvmStatus } from '../status/CvmStatus.tsx'

/** Replicas under one another, what is unlike the others marked by a sign and a word. */
export function ReplicaTable({
  cvms,
  differences,
}: {
  cvms: readonly CvmRow[]
  differences: readonly Difference[]
}) {
  if (cvms.length === 0) {
    return (
      <EmptyState title="No replica is left">
        All CVMs of this app were deleted. What was deployed is still in its revisions.
      </EmptyState>
    )
  }
  const mark = (field: DifferenceField, cvm: CvmRow) =>
    standsOut(
      differences.find((one) => one.field === field),
      cvm.id,
    )
  return (
    <Table label="Replicas">
      <thead>
        <tr>
          <Th>Name</Th>
          <Th>Status</Th>
          <Th>Node</Th>
          <Th>Compose hash</Th>
          <Th>OS image</Th>
          <Th>Size</Th>
          <Th>Created</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {cvms.map((cvm) => (
          <Tr key={cvm.id}>
            <Td header className="min-w-36">
              <TextLink to={paths.cvm(cvm.id)} className="font-medium wrap-anywhere">
                {cvm.name}
              </TextLink>
              <span className="block font-mono text-sm text-muted">{cvm.id}</span>
            </Td>
            <Td className="min-w-32">
              <CvmStatus cvm={cvm} clamp />
            </Td>
            <Td>
              <span className="whitespace-nowrap">{cvm.node_info?.name ?? <Dash />}</span>
              <span className="block text-sm text-muted">{cvm.node_info?.region}</span>
            </Td>
            <Td>
              <Compared differs={mark('compose_hash', cvm)}>
                {cvm.compose_hash ? (
                  <Hash label="Compose hash" value={cvm.compose_hash} />
                ) : (
                  <Dash />
                )}
              </Compared>
            </Td>
            <Td className="whitespace-nowrap">
              <Compared differs={mark('os', cvm)}>{cvm.os?.name ?? <Dash />}</Compared>
            </Td>
            <Td className="whitespace-nowrap">
              <Compared differs={mark('size', cvm)}>
                {cvm.resource.instance_type ?? <Dash />}
              </Compared>
            </Td>
            <Td>{cvm.created_at ? <Time at={cvm.created_at} /> : <Dash />}</Td>
            <Td>
              <span className="flex justify-end gap-1">
                <CvmActions cvm={cvm} />
              </span>
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}

function Compared({ differs, children }: { differs: boolean; children: ReactNode }) {
  if (!differs) return children
  return (
    <span className="inline-flex items-center gap-1.5 text-warn">
      <Icon name="warning" className="size-3.5!" />
      <span className="sr-only">differs: </span>
      {children}
    </span>
  )
}
