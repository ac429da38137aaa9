import { baselineValues } from '../../trust/baseline.ts'
import { driftBetween, groupsOf } from '../../trust/drift.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Card } from '../../ui/Card.tsx'
import { Table, Td, Th, Tr } from '../../ui/Table.tsx'
import { Differences } from './Differences.tsx'
import type { Exhibit } from './exhibit.ts'
import type { Proof } from './prove.ts'
import { Tally } from './Tally.tsx'

type Row = { exhibit: Exhibit; proof: Proof | undefined }

/** The replicas of an app beside each other: how each came out, and in what it differs from the first. */
export function Replicas({
  rows,
  chosen,
  onChoose,
}: {
  rows: readonly Row[]
  chosen: number
  onChoose: (label: string) => void
}) {
  const first = rows.find(({ proof }) => proof?.verification.ok)
  const current = rows[chosen]
  const drift = first && current && differences(first, current)
  return (
    <Card title="Replicas" flush>
      <Table label="Replicas" stacked>
        <thead>
          <tr>
            <Th>Replica</Th>
            <Th>Claims</Th>
            <Th>Compared with {first?.exhibit.label ?? 'each other'}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <Tr key={row.exhibit.key}>
              <Td header>
                <button
                  type="button"
                  aria-current={index === chosen || undefined}
                  className="rounded-sm text-left text-accent underline underline-offset-2 hover:no-underline aria-[current=true]:font-medium aria-[current=true]:text-ink aria-[current=true]:no-underline"
                  onClick={() => onChoose(row.exhibit.label)}
                >
                  {row.exhibit.label}
                </button>
              </Td>
              <Td term="Claims">
                <Outcome row={row} />
              </Td>
              <Td term={`Compared with ${first?.exhibit.label ?? 'each other'}`}>
                {first && <Comparison first={first} row={row} />}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      {drift && drift.length > 0 && first && current && (
        <div className="border-t border-line">
          <Differences
            label="Differences between replicas"
            before={first.exhibit.label}
            now={current.exhibit.label}
            drift={drift}
          />
        </div>
      )}
    </Card>
  )
}

function Outcome({ row: { exhibit, proof } }: { row: Row }) {
  if (exhibit.absent !== undefined) return <span className="text-muted">no quote</span>
  if (!proof) return <span className="text-muted">not checked yet</span>
  return proof.verification.ok ? (
    <Tally claims={proof.verification.claims} />
  ) : (
    <Badge tone="bad">the quote cannot be read</Badge>
  )
}

function Comparison({ first, row }: { first: Row; row: Row }) {
  if (row === first) return <span className="text-muted">the first one</span>
  const drift = differences(first, row)
  if (!drift) return <span className="text-muted">nothing to compare</span>
  return drift.length === 0 ? 'the same' : <Badge tone="warn">differs in {groupsOf(drift)}</Badge>
}

function differences(first: Row, row: Row) {
  const before = valuesOf(first)
  const now = valuesOf(row)
  return before && now && driftBetween(before, now)
}

const valuesOf = ({ proof }: Row) => proof && baselineValues(proof.evidence, proof.verification)
