import { bytes, type Sample } from '../../../cvm/metrics.ts'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { Dash } from '../../../ui/KeyValue.tsx'
import { Table, Td, Th } from '../../../ui/Table.tsx'
import { clockTime } from '../../../ui/time-words.ts'

const ROWS = 30

/** The same figures as a table, newest first, for those who would rather read than look. */
export function SamplesTable({ samples }: { samples: readonly Sample[] }) {
  const shown = samples.filter(({ load, memory }) => load[0] !== null || memory !== null)
  return (
    <Disclosure summary="Figures as a table">
      <Table label="Samples">
        <caption className="sr-only">
          The last {ROWS} samples, newest first. The API keeps none: they begin when the page
          opened.
        </caption>
        <thead>
          <tr className="border-b border-line">
            <Th>Time</Th>
            <Th end>Load 1 min</Th>
            <Th end>5 min</Th>
            <Th end>15 min</Th>
            <Th end>Memory</Th>
            <Th end>Swap</Th>
          </tr>
        </thead>
        <tbody className="tabular-nums">
          {shown
            .slice(-ROWS)
            .toReversed()
            .map(({ at, load: [one, five, fifteen], memory, swap }) => (
              <tr key={at} className="border-b border-line last:border-0">
                <Td>{clockTime(new Date(at))}</Td>
                <Td end>{one?.toFixed(2) ?? <Dash />}</Td>
                <Td end>{five?.toFixed(2) ?? <Dash />}</Td>
                <Td end>{fifteen?.toFixed(2) ?? <Dash />}</Td>
                <Td end>{memory === null ? <Dash /> : bytes(memory)}</Td>
                <Td end>{swap === null ? <Dash /> : bytes(swap)}</Td>
              </tr>
            ))}
        </tbody>
      </Table>
    </Disclosure>
  )
}
