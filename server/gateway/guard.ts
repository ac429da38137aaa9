import type { Asked, Place } from './asked.ts'
import { failures, refuse } from './failures.ts'
import { isLoopbackName, withoutPort } from './host.ts'

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses host names that nobody allowed. A page of another site that points its own name at this
 * machine (DNS rebinding) arrives with that name in Host; the loopback names cannot be pointed
 * elsewhere and are always answered. `place` is the address of the request.
 */
export function checkHost(
  request: Asked,
  place: Place,
  allowed: readonly string[],
): Response | undefined {
  const isAllowed = (host: string) => {
    const name = withoutPort(host)
    return isLoopbackName(name) || allowed.includes(name) || allowed.includes(host)
  }
  // A request line may name a host of its own, and means it (RFC 9112 section 3.2.2).
  const named = place.host.toLowerCase()
  return isAllowed(hostOf(request)) && isAllowed(named) ? undefined : refuse(failures.badHost)
}

/**
 * Refuses what another site's page asks for. Browsers say where a request comes from in
 * Sec-Fetch-Site and, whenever it can change something, in Origin; a client that sends neither is
 * not a browser and has no cookie that somebody else could abuse.
 */
export function checkSite(request: Asked): Response | undefined {
  const site = request.headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin' && site !== 'none') return refuse(failures.badOrigin)
  if (READS.has(request.method)) return undefined
  if (site === 'none') return refuse(failures.badOrigin)
  const origin = request.headers.get('origin')
  if (origin === null) return undefined
  const from = URL.canParse(origin) ? new URL(origin) : undefined
  // A page of this host without TLS is another site than the one with TLS: anybody on the way wrote it.
  const schemes = request.headers.get('x-forwarded-proto') === 'https' ? /^https:$/ : /^https?:$/
  if (from && schemes.test(from.protocol) && from.host === hostOf(request)) return undefined
  return refuse(failures.badOrigin)
}

function hostOf(request: Asked): string {
  return (request.headers.get('host') ?? new URL(request.url).host).toLowerCase()
}

/**
 * Whether the browser's side of the connection is TLS. This process never ends TLS itself: a proxy
 * in front says so in X-Forwarded-Proto, or the browser does in Origin. Believing it is safe, as it
 * only ever makes things stricter (Secure cookies, HSTS).
 */
export function isTls(request: Asked): boolean {
  return (
    request.headers.get('x-forwarded-proto')?.split(',')[0]?.trim() === 'https' ||
    request.headers.get('origin')?.startsWith('https://') === true
  )
}

/** Whether a proxy stands between: then the socket's address says nothing about the user's. */
export function isForwarded(request: Asked): boolean {
  return ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'].some((name) =>
    request.headers.has(name),
  )
}
