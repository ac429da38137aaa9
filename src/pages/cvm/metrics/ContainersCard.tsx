import { useQuery } from '@tanstack/react-query'
import { statusWord } from '../../../cvm/status.ts'
import { paths } from '../../../paths.ts'
import type { Cvm } from '../../../queries/cvmRow.ts'
import { cvmCompositionQuery } from '../../../queries/observe.ts'
import { Card } from '../../../ui/Card.tsx'
import { StatusMark } from '../../../ui/StatusMark.tsx'
import { Table, Td, Th } from '../../../ui/Table.tsx'
import { TextLink } from '../../../ui/TextLink.tsx'
import { Loaded } from '../../errors/Loaded.tsx'

/** Every container with its state in Docker's own words, and its log. */
export function ContainersCard({ cvm }: { cvm: Cvm }) {
  const query = useQuery({
    ...cvmCompositionQuery(cvm.id),
    refetchInterval: cvm.status === 'running' ? 15_000 : false,
  })
  const containers = query.data?.containers ?? []
  return (
    <Card title="Containers" flush={containers.length > 0}>
      <Loaded query={query} label="Loading the containers" height="h-6">
        {(data) =>
          containers.length === 0 && (
            <p className="text-muted">
              {data.error ?? (data.is_online ? 'There are none.' : 'None: the CVM is not running.')}
            </p>
          )
        }
      </Loaded>
      {containers.length > 0 && (
        <Table label="Containers" stacked>
          <thead>
            <tr className="border-b border-line">
              <Th>Name</Th>
              <Th>State</Th>
              <Th>Image</Th>
              <Th>Log</Th>
            </tr>
          </thead>
          <tbody>
            {containers.map(({ id, names, image, state, status, log_endpoint }) => {
              const name = names[0]?.replace(/^\//, '') ?? id.slice(0, 12)
              return (
                <tr key={id} className="border-b border-line last:border-0">
                  <Td header>
                    <span className="font-medium wrap-anywhere sm:font-normal">{name}</span>
                  </Td>
                  <Td term="State">
                    <span className="inline-flex flex-wrap items-center gap-x-1.5 sm:whitespace-nowrap">
                      <StatusMark tone={TONES.get(state) ?? 'unknown'} />
                      {statusWord(state)}
                      <span className="text-sm text-muted">{status}</span>
                    </span>
                  </Td>
                  <Td term="Image">
                    <code className="wrap-anywhere">{image}</code>
                  </Td>
                  <Td term="Log">
                    {log_endpoint ? (
                      <TextLink to={paths.cvm(cvm.id, 'logs', { source: name })}>
                        Log<span className="sr-only"> of {name}</span>
                      </TextLink>
                    ) : (
                      <span className="text-muted">not public</span>
                    )}
                  </Td>
                </tr>
              )
            })}
          </tbody>
        </Table>
      )}
    </Card>
  )
}

/** Docker's words for the state of a container. */
const TONES = new Map<string, 'good' | 'busy' | 'idle' | 'bad'>(
  Object.entries({
    running: 'good',
    restarting: 'busy',
    created: 'idle',
    paused: 'idle',
    exited: 'idle',
    dead: 'bad',
  }),
)
