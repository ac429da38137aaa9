import * as v from 'valibot'
import type { ConnectionOffer, OperatorKmsRoot } from '../../src/contract/account.ts'
import { checkLength, readText } from './body.ts'
import type { Asked } from './asked.ts'
import type { Connection } from './connections.ts'
import { dropSession, isMeantFor, keepSession, sessionOf } from './cookies.ts'
import { failures, refuse, Refusal } from './failures.ts'
import { isForwarded } from './guard.ts'
import { isLoopbackAddress, isLoopbackName, withoutPort } from './host.ts'
import { identify, json } from './identify.ts'
import type { Peer } from '../app.ts'
import type { RateLimit } from './rateLimit.ts'
import type { Sessions } from './session.ts'
import { checkRoom, keepSignIn } from './signIns.ts'

type Deps = { connections: readonly Connection[]; sessions: Sessions; attempts: RateLimit }

/** What the operator has configured for the checking of proofs. */
export type Proofs = { asksPccs: boolean; kmsRoots: readonly OperatorKmsRoot[] }

const MAX_BODY = 16 * 1024
const SignIn = v.object({ connection: v.string(), api_key: v.optional(v.string()) })

/** `/session`: who is signed in, signing in, signing out. */
export async function session(request: Request, peer: Peer, deps: Deps): Promise<Response> {
  if (request.method === 'GET') return whoIsIn(request, deps)
  if (request.method === 'POST') return signIn(request, peer, deps)
  if (request.method === 'DELETE') return signOut(request, deps)
  return refuse(failures.methodNotAllowed, {}, { allow: 'GET, POST, DELETE' })
}

/** `/session/connections`: what can be signed in to, before anybody is. */
export function offers(
  request: Request,
  peer: Peer,
  { connections, proofs }: Pick<Deps, 'connections'> & { proofs: Proofs },
): Response {
  const atHome = maySitHere(request, peer)
  const body: ConnectionOffer = {
    connections: connections.map(({ name, ownKey }) => ({
      connection: name,
      needs_key: !(atHome && ownKey),
    })),
    asks_pccs: proofs.asksPccs,
    kms_roots: [...proofs.kmsRoots],
  }
  return Response.json(body, { headers: { 'cache-control': 'no-store' } })
}

async function whoIsIn(request: Request, { sessions }: Deps): Promise<Response> {
  const found = await sessionOf(request, sessions)
  if (!found) return refuse(failures.signedOut)
  const { connection, user, workspace } = found
  const headers = new Headers({ 'cache-control': 'no-store' })
  if (sessions.needsRenewal(found) && !sessions.isRevoked(found.id)) {
    headers.append('set-cookie', await keepSession(request, sessions, found))
  }
  return Response.json({ connection, user, workspace }, { headers })
}

async function signIn(request: Request, peer: Peer, deps: Deps): Promise<Response> {
  const { connections, sessions, attempts } = deps
  checkRoom(request)
  const body = await readSignIn(request)
  const connection = connections.find((one) => one.name === body.connection)
  if (!connection) return badField('connection', `This console offers ${offered(connections)}.`)

  const key = body.api_key || (maySitHere(request, peer) ? connection.ownKey : undefined)
  if (!key) return badField('api_key', 'An API key is needed here.')
  if (!/^[\x21-\x7e]{8,512}$/.test(key)) {
    return badField('api_key', 'A key is 8 to 512 letters, digits and signs, without spaces.')
  }
  // Whatever was typed counts, right or wrong: under the limit nobody learns which it was.
  const forgive = body.api_key ? attempts.begin(peer.address) : undefined
  const found = await identify(connection, key, request.signal)
  forgive?.()
  const kept = await keepSignIn(request, sessions, { ...found, key })
  return new Response(null, { status: 204, headers: [['cache-control', 'no-store'], ...kept] })
}

async function signOut(request: Request, { sessions }: Deps): Promise<Response> {
  const found = await sessionOf(request, sessions)
  // Another tab has put another workspace there: that one was not meant.
  if (found && !isMeantFor(request, found)) return refuse(failures.otherWorkspace)
  if (found) sessions.revoke(found.id)
  return new Response(null, {
    status: 204,
    headers: { 'set-cookie': dropSession(request), 'cache-control': 'no-store' },
  })
}

async function readSignIn(request: Request): Promise<v.InferOutput<typeof SignIn>> {
  if (!request.headers.get('content-type')?.toLowerCase().startsWith('application/json')) {
    throw new Refusal(
      refuse(failures.badRequest, {
        status: 415,
        message: 'A sign-in is sent as application/json.',
      }),
    )
  }
  checkLength(request, MAX_BODY)
  const parsed = v.safeParse(SignIn, json(await readText(request.body, MAX_BODY)))
  if (parsed.success) return parsed.output
  const field = v.getDotPath(parsed.issues[0]) ?? 'body'
  throw new Refusal(badField(field, 'Give {"connection": "…", "api_key": "…"}, each a text.'))
}

/**
 * Whether the person sits at the machine that runs this process. A reverse proxy on the same machine
 * also comes from the loopback interface, so neither a foreign host name nor a forwarded request
 * counts.
 */
export function maySitHere(request: Asked, peer: Peer): boolean {
  const host = request.headers.get('host') ?? new URL(request.url).host
  return (
    isLoopbackAddress(peer.address) && isLoopbackName(withoutPort(host)) && !isForwarded(request)
  )
}

const offered = (connections: readonly Connection[]) =>
  connections.map((one) => one.name).join(' and ')

function badField(field: string, message: string): Response {
  return refuse(failures.badRequest, { message, details: [{ field, message }] })
}
