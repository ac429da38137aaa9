import { useSuspenseQuery } from '@tanstack/react-query'
import { cvmNetworkQuery } from '../../../queries/observe.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { KeyValue, KeyValueList } from '../../../ui/KeyValue.tsx'
import { Time } from '../../../ui/Time.tsx'
import { EndpointList } from '../overview/EndpointsCard.tsx'
import { useCvm } from '../useCvm.ts'
import { DomainCard } from './DomainCard.tsx'

/** `/cvms/:cvmId/network`: where it answers from outside, and how it is connected inside. */
export function Component() {
  const cvm = useCvm()
  const { data: network, refetch, isFetching } = useSuspenseQuery(cvmNetworkQuery(cvm.id))
  const endpoints = network.public_urls ?? []
  return (
    <div className="flex flex-col gap-4">
      {network.error && (
        <Banner tone="warn">The network information is not complete: {network.error}</Banner>
      )}
      <Card
        title="Public endpoints"
        actions={
          <Button size="sm" icon="refresh" pending={isFetching} onClick={() => void refetch()}>
            Refresh
          </Button>
        }
      >
        {endpoints.length > 0 ? (
          <EndpointList endpoints={endpoints} />
        ) : (
          <p className="text-muted">
            {network.is_online
              ? 'None: its compose file publishes no port, or the gateway is off for it.'
              : 'None while it is not running.'}
          </p>
        )}
      </Card>
      <Card title="Connection">
        <KeyValueList>
          <KeyValue term="Online">{network.is_online ? 'yes' : 'no'}</KeyValue>
          <KeyValue term="Internal address">
            {network.internal_ip && (
              <span className="inline-flex items-center gap-1">
                <span className="font-mono">{network.internal_ip}</span>
                <CopyButton
                  iconOnly
                  size="sm"
                  text={network.internal_ip}
                  label="Copy internal address"
                />
              </span>
            )}
          </KeyValue>
          <KeyValue term="Last handshake">
            {network.latest_handshake && <Handshake at={network.latest_handshake} />}
          </KeyValue>
          <KeyValue term="Gateway domain">{cvm.gateway.base_domain}</KeyValue>
          <KeyValue term="Gateway alias (CNAME)">{cvm.gateway.cname}</KeyValue>
        </KeyValueList>
      </Card>
      <DomainCard cvm={cvm} endpoints={endpoints} />
    </div>
  )
}

/** The API sends a date, seconds since 1970, or words of its own ("12s ago"). */
function Handshake({ at }: { at: string | number }) {
  const date = new Date(Number(at) * 1000)
  return <Time at={Number.isNaN(date.getTime()) ? at : date.toISOString()} />
}
