import * as v from 'valibot'
import { readText } from './body.ts'
import type { Connection } from './connections.ts'
import { readCookie, setCookie } from './cookies.ts'
import { failures, refuse, Refusal } from './failures.ts'
import { identify, json, MAX_READ } from './identify.ts'
import { noAnswer } from './noAnswer.ts'
import type { Peer } from '../app.ts'
import type { RateLimit } from './rateLimit.ts'
import type { Sessions } from './session.ts'
import { keepSignIn } from './signIns.ts'

type Deps = {
  connections: readonly Connection[]
  sessions: Sessions
  attempts: RateLimit
  now: () => number
}

const COOKIE = 'cvm_console_device'
/** The page's name for its login, so that those of several tabs do not take each other's place. */
const LOGIN_HEADER = 'x-console-login'
/** Logins that wait side by side, each in a cookie of its own. */
const MAX_LOGINS = 4
/** The vendor's public client id for logins on devices without a browser of their own (RFC 8628). */
const CLIENT = { client_id: 'phala-cli', scope: 'user:profile cvms:* nodes:*' }
const GRANT = 'urn:ietf:params:oauth:grant-type:device_code'

const https = v.pipe(v.string(), v.regex(/^https:\/\/[^\s]+$/), v.url())
const seconds = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3600))

const Started = v.object({
  device_code: v.pipe(v.string(), v.nonEmpty(), v.maxLength(1024)),
  user_code: v.pipe(v.string(), v.nonEmpty(), v.maxLength(64)),
  verification_uri: v.optional(https),
  verification_uri_complete: https,
  interval: v.optional(seconds, 5),
  expires_in: seconds,
})

/** A login under way, sealed in a cookie: the browser holds it and cannot read it. */
const Pending = v.object({
  device_code: v.string(),
  user_code: v.string(),
  verification_uri: v.optional(v.string()),
  verification_uri_complete: v.string(),
  /** Seconds between two questions, as the vendor asks for. */
  interval: v.number(),
  /** Milliseconds since 1970. */
  expires_at: v.number(),
  ask_at: v.number(),
})
type Pending = v.InferOutput<typeof Pending>

const Token = v.object({ access_token: v.pipe(v.string(), v.regex(/^[\x21-\x7e]{8,2048}$/)) })
const Denied = v.object({ detail: v.object({ error: v.string() }) })

/**
 * `/session/device`: signs in to Phala Cloud through the vendor's own page. POST starts, GET asks
 * how far it is: 202 `pending` with what to show while the person has not confirmed, and 200
 * `complete` once the cookie is set. DELETE forgets a login under way.
 */
export async function device(request: Request, peer: Peer, deps: Deps): Promise<Response> {
  if (!/^[a-z0-9]{0,32}$/.test(request.headers.get(LOGIN_HEADER) ?? ''))
    return refuse(failures.badRequest)
  const cloud = deps.connections.find((one) => one.name === 'cloud')
  if (!cloud)
    return refuse(failures.notProxied, { message: 'This console does not offer Phala Cloud.' })
  if (request.method === 'POST') return start(request, peer, cloud, deps)
  if (request.method === 'GET') return poll(request, cloud, deps)
  if (request.method === 'DELETE') return ended(request, new Response(null, { status: 204 }))
  return refuse(failures.methodNotAllowed, {}, { allow: 'GET, POST, DELETE' })
}

async function start(request: Request, peer: Peer, cloud: Connection, deps: Deps) {
  const forgive = deps.attempts.begin(peer.address)
  const answer = await ask(cloud, '/auth/device/code', CLIENT, request.signal)
  const started = v.safeParse(Started, answer.body)
  if (answer.status !== 200 || !started.success) {
    return refuse(failures.invalid, {
      message: `Phala Cloud did not start the login (status ${answer.status}).`,
      suggestions: ['Try again in a moment, or sign in with an API key.'],
    })
  }
  forgive()
  const { expires_in, ...shown } = started.output
  const expires_at = deps.now() + expires_in * 1000
  const login = { ...shown, expires_at, ask_at: deps.now() + shown.interval * 1000 }
  return makeRoom(request, await waiting(request, login, deps))
}

async function poll(request: Request, cloud: Connection, deps: Deps): Promise<Response> {
  const { sessions, now } = deps
  const state = await sessions.openState(readCookie(request, cookieOf(request)) ?? '')
  const pending = v.safeParse(Pending, state)
  if (!pending.success || pending.output.expires_at <= now()) return expired(request)
  const login = pending.output
  // A page that asks too often gets the same answer as before, and the vendor is not bothered.
  if (now() < login.ask_at) return waiting(request, login, deps)

  const asked = { device_code: login.device_code, grant_type: GRANT }
  const answer = await ask(cloud, '/auth/device/token', asked, request.signal)
  const token = v.safeParse(Token, answer.body)
  if (answer.status === 200 && token.success) {
    const key = token.output.access_token
    const found = await identify(cloud, key, request.signal)
    const response = ended(request, Response.json({ status: 'complete' }))
    for (const [name, value] of await keepSignIn(request, sessions, { ...found, key })) {
      response.headers.append(name, value)
    }
    return response
  }
  const denied = v.safeParse(Denied, answer.body)
  const reason = denied.success ? denied.output.detail.error : undefined
  if (reason === 'authorization_pending' || reason === 'slow_down') {
    // RFC 8628 section 3.5: slow_down lengthens the interval by five seconds for good.
    const interval = login.interval + (reason === 'slow_down' ? 5 : 0)
    return waiting(request, { ...login, interval, ask_at: now() + interval * 1000 }, deps)
  }
  if (reason === 'expired_token') return expired(request)
  if (reason === 'access_denied') return ended(request, refuse(failures.deviceDenied))
  return refuse(failures.invalid, {
    message: `Phala Cloud answered ${answer.status} when asked whether the login is confirmed.`,
    suggestions: ['It is asked again; the code stays valid.'],
  })
}

async function waiting(request: Request, login: Pending, { sessions, now }: Deps) {
  const left = Math.max(1, Math.ceil((login.expires_at - now()) / 1000))
  const { user_code, verification_uri_complete, interval } = login
  const verification_uri = login.verification_uri ?? verification_uri_complete
  const cookie = await sessions.sealState(login, left * 1000)
  return Response.json(
    {
      status: 'pending',
      user_code,
      verification_uri,
      verification_uri_complete,
      interval,
      expires_in: left,
    },
    {
      status: 202,
      headers: {
        'set-cookie': setCookie(request, cookieOf(request), cookie, left),
        'cache-control': 'no-store',
      },
    },
  )
}

function cookieOf(request: Request): string {
  const login = request.headers.get(LOGIN_HEADER)
  return login ? `${COOKIE}.${login}` : COOKIE
}

/** Forgets the logins that have waited longest, where there would be too many for a header. */
function makeRoom(request: Request, response: Response): Response {
  const names = [...(request.headers.get('cookie') ?? '').matchAll(/cvm_console_device[.a-z0-9]*/g)]
    .map(([name]) => name)
    .filter((name) => name !== cookieOf(request))
  for (const name of names.slice(0, Math.max(0, names.length + 1 - MAX_LOGINS))) {
    response.headers.append('set-cookie', setCookie(request, name, '', 0))
  }
  return response
}

const expired = (request: Request) => ended(request, refuse(failures.deviceExpired))

/** Forgets the login that was under way. */
function ended(request: Request, response: Response): Response {
  response.headers.set('cache-control', 'no-store')
  response.headers.append('set-cookie', setCookie(request, cookieOf(request), '', 0))
  return response
}

async function ask(cloud: Connection, path: string, body: object, signal: AbortSignal) {
  const bytes = new TextEncoder().encode(JSON.stringify(body))
  const answer = await cloud
    .send({
      method: 'POST',
      path,
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'content-length': String(bytes.byteLength),
      },
      body: new Blob([bytes]).stream(),
      signal,
    })
    .catch((error: unknown) => {
      throw new Refusal(noAnswer(error, 'cloud'))
    })
  const text = await readText(answer.body, MAX_READ).catch(() => '')
  return { status: answer.status, body: json(text) }
}
