import { paths } from '../../paths.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Hash } from '../../ui/Hash.tsx'
import { Dash } from '../../ui/KeyValue.tsx'
import { Table, Td, Th, Tr } from '../../ui/Table.tsx'
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import type { NodeRow } from './node-rows.ts'

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

/** One node a row, with the numbers set to the right to be compared. */
export function NodeTable({ rows }: { rows: readonly NodeRow[] }) {
  return (
    <Table label="Nodes" stacked>
      <thead>
        <tr>
          <Th>Name</Th>
          <Th className="max-sm:hidden">Region</Th>
          <Th end>Room for CVMs</Th>
          <Th end>vCPU left</Th>
          <Th end>Memory left</Th>
          <Th>OS images</Th>
          <Th>Keys from</Th>
          <Th>Device ID</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Node key={row.key} row={row} />
        ))}
      </tbody>
    </Table>
  )
}

function Node({ row }: { row: NodeRow }) {
  const { room } = row
  const memory = room && `${whole.format(Math.floor(room.remaining_memory / 1024))} GB`
  return (
    <Tr>
      <Td header className="min-w-44">
        <span className="font-medium">{row.name}</span>
        <span className="block sm:hidden">{row.region}</span>
        <span className="block text-sm text-muted">
          {[row.status, row.version].filter(Boolean).join(', ')}
        </span>
      </Td>
      <Td className="whitespace-nowrap max-sm:hidden">{row.region ?? <Dash />}</Td>
      {room ? (
        <>
          <Td end term="Room for CVMs">
            {whole.format(room.remaining_cvm_slots)}
          </Td>
          <Td end term="vCPU left">
            {whole.format(room.remaining_vcpu)}
          </Td>
          <Td end term="Memory left" className="whitespace-nowrap">
            {memory}
          </Td>
        </>
      ) : (
        <Td colSpan={3} className="text-right text-muted">
          no room, or not reachable now
        </Td>
      )}
      <Td term="OS images" className="min-w-44">
        {room ? <Images images={room.images} node={row.name} /> : <Dash />}
      </Td>
      <Td term="Keys from">
        {room?.kms_list.length ? (
          <>
            {room.kms_list.join(', ')}
            {room.support_onchain_kms === false && (
              <span className="block text-sm text-muted">no contract</span>
            )}
          </>
        ) : (
          <Dash />
        )}
      </Td>
      <Td term="Device ID">
        {row.device_id ? <Hash label="Device ID" value={row.device_id} /> : <Dash />}
      </Td>
      <Td end>
        {room && room.remaining_cvm_slots > 0 && row.region && (
          <TextLink
            to={paths.deploy({ region: row.region })}
            aria-label={`Deploy in ${row.region}`}
            className="whitespace-nowrap"
          >
            Deploy here
          </TextLink>
        )}
      </Td>
    </Tr>
  )
}

type Image = NonNullable<NodeRow['room']>['images'][number]

/** The newest for production in sight, the others behind a click. */
function Images({ images, node }: { images: readonly Image[]; node: string }) {
  const newest = images.toSorted((a, b) => Number(a.is_dev) - Number(b.is_dev) || newer(a, b))
  const [first, ...more] = newest
  if (!first) return <span className="text-muted">none</span>
  if (more.length === 0) return <ImageName image={first} />
  return (
    <Disclosure
      summary={
        <span className="font-normal">
          {first.name} <span className="text-muted">and {more.length} more</span>
          <VisuallyHidden> on {node}</VisuallyHidden>
        </span>
      }
    >
      <ul className="flex flex-col gap-0.5 text-sm">
        {more.map((image) => (
          <li key={image.name}>
            <ImageName image={image} />
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}

const ImageName = ({ image }: { image: Image }) => (
  <>
    {image.name} {image.is_dev && <Badge tone="warn">dev</Badge>}
  </>
)

function newer(a: Image, b: Image): number {
  const at = a.version.findIndex((part, index) => part !== b.version[index])
  return at < 0 ? a.name.localeCompare(b.name) : (b.version[at] ?? 0) - (a.version[at] ?? 0)
}
