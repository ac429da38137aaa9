import { isMap, isScalar, type Node } from 'yaml'
import { substitute } from './interpolation.ts'
import { scalarText } from './node.ts'
import type { Compose, Service } from './parse.ts'
import { parseCompose } from './parse.ts'

/** One published port of a service. */
export interface Endpoint {
  service: string
  /** The port inside the container. */
  target: number
  /** The port of the CVM; null when Docker picks a free one at each start. */
  published: number | null
  /** `tcp` unless the file says otherwise. */
  protocol: string
  /** The address it is bound to; null is every address. */
  host_ip: string | null
}

/** An entry under `ports:` with what it publishes, or why it cannot be told. */
export interface PortEntry {
  service: Service
  node: Node
  endpoints: Endpoint[]
  /** Set when the entry is wrong; `unknown` when it only depends on a variable without default. */
  problem?: { kind: 'invalid' | 'unknown'; reason: string }
}

const MAX_RANGE = 1000

/** The endpoints of a compose file; empty for text that is not one. `values` fills its variables. */
export function endpointsIn(
  text: string,
  values?: (name: string) => string | undefined,
): Endpoint[] {
  const parsed = parseCompose(text)
  if (!parsed.ok) return []
  return portsOf(parsed.compose, values).flatMap((entry) => entry.endpoints)
}

/** Every entry under every `ports:`, short or long syntax, single ports or ranges. */
export function portsOf(
  compose: Compose,
  values?: (name: string) => string | undefined,
): PortEntry[] {
  return compose.services.flatMap((service) =>
    compose
      .items(compose.field(service.node, 'ports')?.value ?? null)
      .map((node) => readEntry(compose, service, node, values)),
  )
}

/** True when a strangers' request can reach it: bound to more than the loopback interface. */
export function isPublic(endpoint: Endpoint): boolean {
  const { host_ip } = endpoint
  return (
    host_ip === null ||
    !(host_ip.startsWith('127.') || host_ip === '::1' || host_ip === 'localhost')
  )
}

function readEntry(
  compose: Compose,
  service: Service,
  node: Node,
  values?: (name: string) => string | undefined,
): PortEntry {
  const fail = (kind: 'invalid' | 'unknown', reason: string): PortEntry => ({
    service,
    node,
    endpoints: [],
    problem: { kind, reason },
  })
  const read = (key: string) => scalarText(compose.field(node, key)?.value)
  let text: string
  if (isMap(node)) {
    const target = read('target')
    if (target === undefined) return fail('invalid', 'target: is missing')
    const host = read('host_ip')
    const published = read('published') ?? ''
    const address = host === undefined ? '' : `${host.includes(':') ? `[${host}]` : host}:`
    text = `${address}${published === '' && address === '' ? '' : `${published}:`}${target}/${read('protocol') ?? 'tcp'}`
  } else if (isScalar(node)) text = scalarText(node) ?? ''
  else return fail('invalid', 'it is a list')
  const filled = substitute(text, values)
  if (filled === null) return fail('unknown', 'it depends on a variable without a value')
  const parsed = parsePort(filled)
  if (!parsed.ok) return fail('invalid', parsed.reason)
  return {
    service,
    node,
    endpoints: parsed.ports.map((port) => ({ service: service.name, ...port })),
  }
}

type ParsedPort = { ok: true; ports: Omit<Endpoint, 'service'>[] } | { ok: false; reason: string }

/** Reads the short syntax: `[[address:][published[-end]]:]target[-end][/protocol]`. */
export function parsePort(text: string): ParsedPort {
  const bad = (reason: string): ParsedPort => ({ ok: false, reason })
  const slash = text.indexOf('/')
  const protocol = slash === -1 ? 'tcp' : text.slice(slash + 1).toLowerCase()
  if (!['tcp', 'udp', 'sctp'].includes(protocol)) return bad('the protocol is not tcp, udp or sctp')
  const spec = slash === -1 ? text : text.slice(0, slash)

  const lastColon = spec.lastIndexOf(':')
  const targets = parseRange(spec.slice(lastColon + 1))
  if (!targets) return bad('the container port is not a number from 1 to 65535, or a range of them')
  const rest = lastColon === -1 ? '' : spec.slice(0, lastColon)
  const split = rest.lastIndexOf(':')
  const hostPort = rest.slice(split + 1)
  const address = split === -1 ? null : rest.slice(0, split).replace(/^\[(.*)\]$/, '$1')
  if (address !== null && !/^(?:[0-9.]+|[0-9a-fA-F:.]+|localhost)$/.test(address))
    return bad('the address before the ports is not an IP address')
  const published = hostPort === '' ? null : parseRange(hostPort)
  if (published === undefined)
    return bad('the published port is not a number from 1 to 65535, or a range of them')

  const width = targets.end - targets.start
  if (width >= MAX_RANGE) return bad(`a range holds at most ${MAX_RANGE} ports`)
  const free = published !== null && width === 0 && published.end > published.start
  if (published && !free && published.end - published.start !== width)
    return bad('the two ranges differ in length')
  const ports = Array.from({ length: width + 1 }, (_, index) => ({
    target: targets.start + index,
    published: published && !free ? published.start + index : null,
    protocol,
    host_ip: address === '' ? null : address,
  }))
  return { ok: true, ports }
}

function parseRange(text: string): { start: number; end: number } | undefined {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text)
  if (!match) return undefined
  const start = Number(match[1])
  const end = Number(match[2] ?? match[1])
  return start >= 1 && end >= start && end <= 65_535 ? { start, end } : undefined
}
