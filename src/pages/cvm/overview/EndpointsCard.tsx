import { type Endpoint, endpointPort, webLink } from '../../../cvm/endpoints.ts'
import { Card } from '../../../ui/Card.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { ExternalLink } from '../../../ui/ExternalLink.tsx'

/** Where it answers: one address for the app (any replica), one for this instance alone. */
export function EndpointsCard({ endpoints }: { endpoints: readonly Endpoint[] }) {
  return (
    <Card title="Endpoints">
      {endpoints.length === 0 ? (
        <p className="text-muted">
          None: its compose file publishes no port, or the gateway is off for it.
        </p>
      ) : (
        <EndpointList endpoints={endpoints} />
      )}
    </Card>
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
