import type { Drift } from '../../trust/drift.ts'
import { Hash } from '../../ui/Hash.tsx'
import { Table, Td, Th, Tr } from '../../ui/Table.tsx'

/** Values that are not the same on both sides. */
export function Differences({
  label,
  before,
  now,
  drift,
}: {
  label: string
  before: string
  now: string
  drift: readonly Drift[]
}) {
  return (
    <Table label={label} stacked>
      <thead>
        <tr>
          <Th>What</Th>
          <Th>{before}</Th>
          <Th>{now}</Th>
        </tr>
      </thead>
      <tbody>
        {drift.map((one) => (
          <Tr key={one.field}>
            <Td header>
              {one.label} <span className="text-muted">({one.group})</span>
            </Td>
            <Td term={before}>
              <Hash label={`${one.label}, ${before}`} value={one.before} />
            </Td>
            <Td term={now}>
              <Hash label={`${one.label}, ${now}`} value={one.now} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}
