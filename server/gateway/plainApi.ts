import type { Peer } from '../app.ts'
import { LOCAL_HEADER, type Sandbox } from '../sandbox/sandbox.ts'
import { preflight, shared } from './cors.ts'
import { failures, refuse, Refusal } from './failures.ts'
import { packed } from './packed.ts'
import type { RateLimit } from './rateLimit.ts'
import { maySitHere } from './signIn.ts'

type Deps = { sandbox?: Sandbox; attempts: RateLimit }

/** The sandbox's API below `prefix`, for clients that bring its key themselves. */
export async function plainApi(
  request: Request,
  peer: Peer,
  prefix: string,
  { sandbox, attempts }: Deps,
): Promise<Response> {
  if (!sandbox) return refuse(failures.notProxied, { message: 'The sandbox is not offered here.' })
  if (request.method === 'OPTIONS') return preflight()
  const key = request.headers.get('x-api-key')
  if (key !== null) {
    try {
      // Guessing is slowed down as it is for sign-ins, also for a guess that is right at last.
      attempts.check(peer.address)
      if (!sandbox.isKey(key)) attempts.begin(peer.address)
    } catch (error) {
      if (error instanceof Refusal) return shared(request, error.response)
      throw error
    }
  }
  const url = new URL(request.url)
  // Routes are matched on the decoded path; only the one spelling is an address of the API.
  if (!url.pathname.startsWith(`${prefix}/`)) return refuse(failures.notProxied)
  const path = url.pathname.slice(prefix.length) + url.search
  const body = request.method === 'GET' || request.method === 'HEAD' ? null : request.body
  const headers = new Headers(request.headers)
  // A page, of whatever origin, always says so in one of these; a command-line client never does.
  const isBrowser = headers.has('origin') || headers.has('sec-fetch-site')
  headers.set(LOCAL_HEADER, maySitHere(request, peer) && !isBrowser ? 'yes' : 'no')
  const answer = await sandbox.fetch(
    new Request(`http://sandbox.invalid${path}`, {
      method: request.method,
      headers,
      body,
      signal: request.signal,
      ...(body ? { duplex: 'half' } : {}),
    }),
  )
  const accept = request.headers.get('accept-encoding') ?? undefined
  return shared(request, request.method === 'GET' ? await packed(answer, accept) : answer)
}
