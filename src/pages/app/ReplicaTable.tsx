// oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role -- see CvmTable
import type { ReactNode } from 'react'
import { type Difference, type DifferenceField, standsOut } from '../../cvm/differences.ts'
import { paths } from '../../paths.ts'
import type { CvmRow } from '../../queries/cvmRow.ts'
import { cx } from '../../ui/class-names.ts'
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
    <Table label="Replicas" role="table">
      <thead className="max-[60rem]:sr-only">
        <tr role="row">
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
      <tbody role="rowgroup" className="max-[60rem]:block">
        {cvms.map((cvm) => (
          <Tr key={cvm.id} role="row" className={CARD}>
            <Td header role="rowheader" className={cx('min-w-36 max-[60rem]:flex-1', CARD_CELL)}>
              <TextLink to={paths.cvm(cvm.id)} className="font-medium wrap-anywhere">
                {cvm.name}
              </TextLink>
              <span className="block font-mono text-sm text-muted">{cvm.id}</span>
            </Td>
            <Td
              role="cell"
              className={cx('min-w-32 max-[60rem]:order-2 max-[60rem]:basis-full', CARD_CELL)}
            >
              <CvmStatus cvm={cvm} clamp />
            </Td>
            <Td role="cell" className={FACT}>
              <span className="whitespace-nowrap">{cvm.node_info?.name ?? <Dash />}</span>
              <span className="block text-sm text-muted max-[60rem]:hidden">
                {cvm.node_info?.region}
              </span>
            </Td>
            <Td role="cell" className={FACT}>
              <Compared differs={mark('compose_hash', cvm)}>
                {cvm.compose_hash ? (
                  <Hash label="Compose hash" value={cvm.compose_hash} />
                ) : (
                  <Dash />
                )}
              </Compared>
            </Td>
            <Td role="cell" className={cx('whitespace-nowrap', FACT)}>
              <Compared differs={mark('os', cvm)}>{cvm.os?.name ?? <Dash />}</Compared>
            </Td>
            <Td role="cell" className={cx('whitespace-nowrap', FACT)}>
              <Compared differs={mark('size', cvm)}>
                {cvm.resource.instance_type ?? <Dash />}
              </Compared>
            </Td>
            <Td role="cell" className={FACT}>
              {cvm.created_at ? <Time at={cvm.created_at} /> : <Dash />}
            </Td>
            <Td role="cell" className={cx('max-[60rem]:order-1', CARD_CELL)}>
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

/** Where it is narrow a row is a card like those of the list: name and actions, status, facts. */
const CARD =
  'max-[60rem]:flex max-[60rem]:flex-wrap max-[60rem]:first:border-t-0 max-[60rem]:items-center max-[60rem]:gap-x-3 max-[60rem]:gap-y-1 max-[60rem]:px-4 max-[60rem]:py-3'
const CARD_CELL = 'max-[60rem]:p-0!'
const FACT =
  'max-[60rem]:order-3 max-[60rem]:p-0! max-[60rem]:text-sm max-[60rem]:whitespace-nowrap max-[60rem]:text-muted'

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
