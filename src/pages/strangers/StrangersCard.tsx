import { webLink } from '../../cvm/endpoints.ts'
import { Card } from '../../ui/Card.tsx'
import { ExternalLink } from '../../ui/ExternalLink.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { type PublicPort, publicPortsOf, type Shown, sightsOf } from './strangers.ts'

export const STRANGERS = 'What strangers can see'

const MOST = 12

/** What somebody sees who is not signed in, from the settings as they are. */
export function StrangersCard({
  shown,
  addressOf,
}: {
  shown: Shown
  /** The address that the gateway gives a port; in words where it is not known yet. */
  addressOf: (port: number) => string
}) {
  const ports = publicPortsOf(shown)
  return (
    <Card title={STRANGERS} flush>
      <ul aria-label={STRANGERS} className="@container divide-y divide-line">
        {sightsOf(shown).map(({ what, open, means }) => (
          <Line key={what} what={what} open={open} word={open ? 'Public' : 'Private'}>
            {means}
          </Line>
        ))}
        <Line
          what="URLs"
          open={ports.length > 0}
          word={
            ports.length === 0 ? 'None' : ports.length === 1 ? '1 public' : `${ports.length} public`
          }
        >
          {ports.length > 0
            ? 'Each answers whoever asks: what is behind it has to ask for a password itself.'
            : shown.gateway_enabled
              ? 'The compose file publishes no port to the outside.'
              : 'The gateway is off: no port has an address.'}
          {ports.length > 0 && <Ports ports={ports} addressOf={addressOf} />}
        </Line>
      </ul>
    </Card>
  )
}

function Line({
  what,
  open,
  word,
  children,
}: {
  what: string
  open: boolean
  word: string
  children: React.ReactNode
}) {
  return (
    <li className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-0.5 px-4 py-2.5 @min-[36rem]:grid-cols-[9rem_7rem_1fr]">
      <span className="font-medium">{what}</span>
      <span className={`flex items-center gap-1.5 self-start ${open ? 'text-warn' : 'text-muted'}`}>
        <Icon name={open ? 'eye' : 'lock'} />
        {word}
      </span>
      <div className="col-span-2 min-w-0 text-muted @min-[36rem]:col-span-1">{children}</div>
    </li>
  )
}

function Ports({
  ports,
  addressOf,
}: {
  ports: readonly PublicPort[]
  addressOf: (port: number) => string
}) {
  const more = ports.length - MOST
  return (
    <ul aria-label="Public URLs" className="mt-1 flex flex-col gap-0.5">
      {ports.slice(0, MOST).map(({ service, port }) => {
        const address = addressOf(port)
        const href = address.includes('…') ? undefined : webLink(address)
        return (
          <li key={port} className="wrap-anywhere">
            <code>{href ? <ExternalLink href={href}>{address}</ExternalLink> : address}</code>
            <span className="text-sm"> to {service}</span>
          </li>
        )
      })}
      {more > 0 && <li>and {more} more</li>}
    </ul>
  )
}
