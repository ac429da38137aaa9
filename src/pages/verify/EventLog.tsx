import type { LoggedEvent, Replay } from '../../trust/eventLog.ts'
import { bytesOfHex } from '../../trust/hex.ts'
import { Hash } from '../../ui/Hash.tsx'
import { Table, Td, Th, Tr } from '../../ui/Table.tsx'

/** A real log has about 30 events; more than this is not read by anybody. */
const SHOWN = 300

/** The event log, with what each payload is worth. */
export function EventLog({
  events,
  replay,
}: {
  events: readonly LoggedEvent[]
  replay: Replay | undefined
}) {
  const ready = events.findIndex(({ imr, event }) => imr === 3 && event === 'system-ready')
  return (
    <>
      <Table label="Event log" stacked>
        <thead>
          <tr>
            <Th>Register</Th>
            <Th>Event</Th>
            <Th>Payload</Th>
            <Th>What it is worth</Th>
          </tr>
        </thead>
        <tbody>
          {events.slice(0, SHOWN).map((event, index) => (
            // The place in the log is what identifies an event.
            // oxlint-disable-next-line react/no-array-index-key
            <Tr key={index}>
              <Td term="Register" className="whitespace-nowrap">
                RTMR{event.imr}
              </Td>
              <Td term="Event" className="font-mono">
                {event.event || `type 0x${event.event_type.toString(16)}`}
              </Td>
              <Td term="Payload" className="min-w-48">
                <Payload event={event} />
              </Td>
              <Td term="What it is worth" className="min-w-40 text-muted">
                {worth(event, index, ready, replay)}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      {events.length > SHOWN && (
        <p className="px-4 py-2 text-muted">
          {events.length - SHOWN} more events are in the receipt; all were replayed.
        </p>
      )}
    </>
  )
}

function worth(event: LoggedEvent, index: number, ready: number, replay: Replay | undefined) {
  if (event.imr !== 3) return 'payload not bound: only its digest is measured'
  if (!replay?.ok) return 'the log does not hold'
  return ready !== -1 && index > ready
    ? 'added by the app after system-ready: says nothing about the system'
    : 'digest recomputed from name and payload'
}

function Payload({ event }: { event: LoggedEvent }) {
  const { event_payload: hex } = event
  if (hex === '') return <span className="text-muted">empty</span>
  const text = readable(hex)
  if (text === undefined) return <Hash label={`payload of ${event.event}`} value={hex} />
  return <span className="font-mono wrap-anywhere">{text}</span>
}

/** The payload as text, where all of it is printable. */
function readable(hex: string): string | undefined {
  const bytes = bytesOfHex(hex)
  const printable = bytes?.every((byte) => byte >= 0x20 && byte < 0x7f)
  return bytes && printable ? new TextDecoder().decode(bytes) : undefined
}
