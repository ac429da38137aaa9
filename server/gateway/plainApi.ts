import type { Peer } from '../app.ts'
import { LOCAL_HEADER, type Sandbox } from '../sandbox/sandbox.ts'
import type { Answer } from './answer.ts'
import type { Asked, Place } from './asked.ts'
import { preflight, shared } from './cors.ts'
import { failures, refuse, Refusal } from './failures.ts'
import type { RateLimit } from './rateLimit.ts'
import { maySitHere } from './signIn.ts'

type Deps = { sandbox?: Sandbox; attempts: RateLimit }

export const PLAIN_API = '/sandbox/api/v1'

/** The sandbox's API below `PLAIN_API`, for clients that bring its key themselves. */
export async function plainApi(
  request: Asked,
  { pathname, search, host }: Place,
  peer: Peer,
  { sandbox, attempts }: Deps,
): Promise<Answer> {
  if (!sandbox) return refuse(failures.notProxied, { message: 'The sandbox is not offered here.' })
  if (request.method === 'OPTIONS') return preflight()
  const key = request.headers.get('x-api-key')
  if (key !== null) {
    try {
      // Guessing is slowed down as it is for sign-ins, also for a guess that is right at last.
      attempts.check(peer.address)
      if (!sandbox.isKey(key)) attempts.begin(peer.address)
    } catch (error) {
      if (error instanceof Refusal) return shared(search, error.response)
      throw error
    }
  }
  const { method, headers, signal } = request
  const path = pathname.slice(PLAIN_API.length)
  // A page, of whatever origin, always says so in one of these; a command-line client never does.
  const isBrowser = headers.has('origin') || headers.has('sec-fetch-site')
  const local = maySitHere(request, peer) && !isBrowser ? 'yes' : 'no'
  const answer = await sandbox.fetch({
    method,
    url: `http://sandbox.invalid${path}${search}`,
    place: { host, pathname: path, search },
    headers: {
      get: (name) => (name === LOCAL_HEADER ? local : headers.get(name)),
      has: (name) => name === LOCAL_HEADER || headers.has(name),
    },
    body: method === 'GET' || method === 'HEAD' ? null : request.body,
    signal,
  })
  return shared(search, answer)
}
