import { lookup as resolve } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { type Answer, headersOf } from './answer.ts'
import type { Leaving } from './asked.ts'
import type { Connection } from './connections.ts'
import { failures, refuse, Refusal } from './failures.ts'
import { noAnswer } from './noAnswer.ts'
import { createUpstream, type Limits } from './upstream.ts'

/** Fetches a log from an address that the API handed out. Never sends a key there. */
export type LogFetch = (url: string, connection: Connection, signal: Leaving) => Promise<Answer>

/**
 * A log address is https on the public internet, or belongs to the connection itself. Whoever could
 * make the API hand out another one could otherwise look around in the network of this machine.
 */
export function createLogFetch(limits: Limits, sandbox: Sandbox | undefined): LogFetch {
  return async (text, connection, signal) => {
    const url = URL.canParse(text) ? new URL(text) : undefined
    if (!url || url.username || url.password) throw new Refusal(refused())
    const own = connection.origin
    if (connection.name === 'sandbox' && sandbox && url.href.startsWith(`${own}/`)) {
      const path = url.href.slice(own.length)
      const address = `http://sandbox.invalid${path}`
      const headers = headersOf(['accept', '*/*'])
      return usable(
        await sandbox.fetch({ method: 'GET', url: address, headers, body: null, signal }),
      )
    }
    const isOwn = url.origin === own
    if (!isOwn && (url.protocol !== 'https:' || isPrivate(url.hostname))) {
      throw new Refusal(refused())
    }
    const send = createUpstream(new URL(url.origin), limits, isOwn ? {} : { lookup: publicLookup })
    const answer = await send({
      method: 'GET',
      path: url.pathname + url.search,
      headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'cvm-console' },
      body: null,
      signal,
    }).catch((error: unknown) => noAnswer(error, connection.name))
    return usable(answer)
  }
}

const refused = () =>
  refuse(failures.invalid, {
    message: 'The API gave an address for this log that the console does not fetch from.',
    suggestions: ['Only https addresses on the public internet are fetched.'],
  })

async function usable(answer: Answer): Promise<Answer> {
  if (answer.status < 300 || answer.status >= 400) return answer
  await answer.body?.cancel()
  return refuse(failures.invalid, {
    message: 'The log answered with a redirect; it is not followed.',
  })
}

// Two lists: one list would also hold IPv4 addresses against the IPv6 networks that they map into.
const privateV4 = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Where one cloud answers its machines, on an address that looks public.
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  privateV4.addSubnet(net, bits, 'ipv4')
}
const privateV6 = new BlockList()
// Only 2000::/3 is given out on the internet; within it, some carry an IPv4 address or mean nothing.
for (const [net, bits] of [
  ['::', 3],
  ['4000::', 2],
  ['8000::', 1],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const) {
  privateV6.addSubnet(net, bits, 'ipv6')
}

/** Whether a host is an address inside some private network; a name is looked at when it resolves. */
export function isPrivate(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '')
  const version = isIP(bare)
  if (version === 0) return bare === 'localhost' || bare.endsWith('.localhost')
  return version === 4 ? privateV4.check(bare, 'ipv4') : privateV6.check(bare, 'ipv6')
}

const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    const allowed = (addresses ?? []).filter((one) => !isPrivate(one.address))
    const first = allowed[0]
    if (error) callback(error, '')
    else if (!first) callback(new Error(`${hostname} is not on the public internet`), '')
    else if (options.all) callback(null, allowed)
    else callback(null, first.address, first.family)
  })
}
