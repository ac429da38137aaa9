import { useQuery } from '@tanstack/react-query'
import { type Endpoint, endpointPort, webLink } from '../../../cvm/endpoints.ts'
import type { Cvm } from '../../../queries/cvmRow.ts'
import { cvmNetworkQuery } from '../../../queries/observe.ts'
import { Card } from '../../../ui/Card.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { ExternalLink } from '../../../ui/ExternalLink.tsx'
import { Loaded } from '../../errors/Loaded.tsx'

/** Where it answers: one address for the app (any replica), one for this instance alone. */
export function EndpointsCard({ cvm }: { cvm: Cvm }) {
  // An API that does not say it of the CVM says it of its network.
  const network = useQuery({ ...cvmNetworkQuery(cvm.id), enabled: !cvm.endpoints })
  return (
    <Card title="Endpoints">
      {cvm.endpoints ? (
        <Endpoints endpoints={cvm.endpoints} />
      ) : (
        <Loaded query={network} label="Loading the endpoints" height="h-12">
          {({ public_urls }) => <Endpoints endpoints={public_urls ?? []} />}
        </Loaded>
      )}
    </Card>
  )
}

function Endpoints({ endpoints }: { endpoints: readonly Endpoint[] }) {
  return endpoints.length === 0 ? (
    <p className="text-muted">
      None: its compose file publishes no port, or the gateway is off for it.
    </p>
  ) : (
    <EndpointList endpoints={endpoints} />
  )
}

export function EndpointList({ endpoints }: { endpoints: readonly Endpoint[] }) {
  return (
    <ul className="flex flex-col gap-3">
      {endpoints.map(({ app, instance }) => (
        <li key={`${app} ${instance}`} className="flex flex-col gap-1">
          {endpointPort(app) !== undefined && (
            <span className="text-sm text-muted">Port {endpointPort(app)}</span>
          )}
          <Address address={app} label="app endpoint" note="any replica" />
          {instance !== app && (
            <Address address={instance} label="instance endpoint" note="this instance only" />
          )}
        </li>
      ))}
    </ul>
  )
}

function Address({ address, label, note }: { address: string; label: string; note: string }) {
  const href = webLink(address)
  return (
    <span className="flex min-w-0 items-start gap-1">
      <span className="min-w-0 flex-1 font-mono text-[0.94em] wrap-anywhere">
        {href ? <ExternalLink href={href}>{address}</ExternalLink> : address}
        <span className="block font-sans text-sm text-muted">{note}</span>
      </span>
      <CopyButton iconOnly size="sm" text={address} label={`Copy ${label}`} />
    </span>
  )
}
