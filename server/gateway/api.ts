import type { Answer } from './answer.ts'
import type { Asked, Place } from './asked.ts'
import type { Connection } from './connections.ts'
import { isMeantFor, keepSession, sessionOf } from './cookies.ts'
import { failures, refuse, Refusal } from './failures.ts'
import { checkSite } from './guard.ts'
import type { LogFetch } from './logFetch.ts'
import { logTarget, streamLog } from './logs.ts'
import { offer } from './offer.ts'
import type { Once } from './once.ts'
import { checkOffer, forward } from './proxy.ts'
import type { Sessions } from './session.ts'

type Deps = {
  connections: readonly Connection[]
  sessions: Sessions
  once: Once
  fetchLog: LogFetch
}

export const API = '/api/v1'

/**
 * A call below `/api/v1`, for whoever is signed in. What the page does all day goes this way, so no
 * router and no web Request or Response is in it.
 */
export async function api(
  request: Asked,
  { pathname, search }: Place,
  deps: Deps,
): Promise<Answer> {
  const { connections, sessions } = deps
  const refused = checkSite(request)
  if (refused) throw new Refusal(refused)
  const signedIn = await sessionOf(request, sessions)
  const connection = connections.find((one) => one.name === signedIn?.connection)
  if (!signedIn || !connection) return refuse(failures.signedOut)
  if (!isMeantFor(request, signedIn)) return refuse(failures.otherWorkspace)
  const path = pathname.slice(API.length)
  const log = request.method === 'GET' ? logTarget(path) : undefined
  if (!log) checkOffer(offer, request.method, path, search)
  const send = () =>
    log
      ? streamLog(request, log, connection, signedIn.key, deps.fetchLog)
      : forward(request, connection, path + search, signedIn.key)
  const answer =
    request.method === 'GET' ? await send() : await deps.once(signedIn.id, request, send)
  if (sessions.needsRenewal(signedIn) && !sessions.isRevoked(signedIn.id)) {
    answer.headers.append('set-cookie', await keepSession(request, sessions, signedIn))
  }
  return answer
}
