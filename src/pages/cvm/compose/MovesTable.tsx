import { Hash } from '../../../ui/Hash.tsx'
import { StatusMark } from '../../../ui/StatusMark.tsx'
import { Table, Td, Th } from '../../../ui/Table.tsx'

/** What of a CVM's measurements another compose file moves, and what it leaves alone. */
export function MovesTable({
  before,
  after,
}: {
  before: string | null | undefined
  /** Undefined where it cannot be foretold. */
  after: string | undefined
}) {
  return (
    <div className="rounded-md border border-line">
      <Table label="What is measured" stacked>
        <thead>
          <tr className="border-b border-line">
            <Th>What</Th>
            <Th>Measured in</Th>
            <Th>With this change</Th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <Td header>Compose file</Td>
            <Td term="Measured in">compose hash, in RTMR3</Td>
            <Td term="With this change">
              <span className="flex flex-wrap items-center gap-x-2">
                <StatusMark tone="warn" /> moves
                {before && <Hash label="Compose hash now" value={before} />}
                <span aria-hidden="true">→</span>
                <span className="sr-only">to</span>
                {after ? (
                  <Hash label="Compose hash afterwards" value={after} />
                ) : (
                  <span className="text-muted">a hash that only the server can tell</span>
                )}
              </span>
            </Td>
          </tr>
          {STAYS.map(([what, where]) => (
            <tr key={what} className="border-t border-line">
              <Td header>{what}</Td>
              <Td term="Measured in">{where}</Td>
              <Td term="With this change" className="text-muted">
                stays
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  )
}

const STAYS = [
  ['Names of variables', 'compose hash, in RTMR3'],
  ['vCPU and memory', 'RTMR0'],
  ['OS image', 'MRTD, RTMR1, RTMR2'],
  ['Node', 'device ID'],
] as const
