import { Hono } from 'hono'
import type { Sandbox } from './sandbox/sandbox.ts'
import { type Answer, responseOf } from './gateway/answer.ts'
import { api, API } from './gateway/api.ts'
import type { Asked, Place } from './gateway/asked.ts'
import { type Assets, looksLikeFile } from './gateway/assets.ts'
import { type Connection } from './gateway/connections.ts'
import type { CollateralDesk } from './gateway/collateral.ts'
import { device } from './gateway/device.ts'
import { failures, refuse, Refusal } from './gateway/failures.ts'
import { checkHost, checkSite, isTls } from './gateway/guard.ts'
import { secure } from './gateway/headers.ts'
import type { LogFetch } from './gateway/logFetch.ts'
import { publicOffer } from './gateway/offer.ts'
import type { Once } from './gateway/once.ts'
import { PLAIN_API, plainApi } from './gateway/plainApi.ts'
import { createPolicyReports, REPORTS } from './gateway/policyReports.ts'
import { checkOffer, forward } from './gateway/proxy.ts'
import type { RateLimit } from './gateway/rateLimit.ts'
import type { Sessions } from './gateway/session.ts'
import { offers, session, type Proofs } from './gateway/signIn.ts'
import { signIns } from './gateway/signIns.ts'

/** The other end of the socket, as far as it is known. */
export type Peer = { address?: string | undefined }

export type Deps = {
  version: string
  allowedHosts: readonly string[]
  /** Those that the sign-in page offers; the first is the default for public calls. */
  connections: readonly Connection[]
  sandbox?: Sandbox
  sessions: Sessions
  attempts: RateLimit
  once: Once
  fetchLog: LogFetch
  collateral: CollateralDesk
  /** What the operator has configured for the checking of proofs. */
  proofs: Proofs
  assets: Assets
  /** Milliseconds since 1970. */
  now: () => number
  /** Told of an error that no request should be able to cause. */
  report(error: unknown): void
  /** Writes a line for the operator. */
  say(line: string): void
}

/** Whatever is not below `/api/v1` or `/sandbox/api/v1` wants a whole Request. */
export type App = (request: Asked, peer: Peer) => Promise<Answer>

/** The whole server as a function; it never listens. */
export function createApp(deps: Deps): App {
  const { connections, assets } = deps
  const app = new Hono<{ Bindings: Peer }>()
  const takeReports = createPolicyReports(deps.now, deps.say)
  const guarded = (request: Request) => {
    const refused = checkSite(request)
    if (refused) throw new Refusal(refused)
  }

  app.get('/healthz', () => Response.json({ status: 'ok', version: deps.version }))

  app.all('/session', (c) => {
    guarded(c.req.raw)
    return session(c.req.raw, c.env, deps)
  })

  app.get('/session/all', (c) => {
    guarded(c.req.raw)
    return signIns(c.req.raw, deps)
  })

  app.get('/session/connections', (c) => {
    guarded(c.req.raw)
    return offers(c.req.raw, c.env, deps)
  })

  app.all('/session/device', (c) => {
    guarded(c.req.raw)
    return device(c.req.raw, c.env, deps)
  })

  app.all(REPORTS, (c) => {
    guarded(c.req.raw)
    return takeReports(c.req.raw)
  })

  app.get('/public/v1/collateral', async (c) =>
    responseOf(await deps.collateral.ofPlatform(new URL(c.req.url), c.req.raw.signal)),
  )

  app.get('/public/v1/*', async (c) => {
    const request = c.req.raw
    const url = new URL(request.url)
    const name = url.searchParams.get('connection')
    const connection = name ? connections.find((one) => one.name === name) : connections[0]
    if (!connection) {
      const message = `This console offers ${connections.map((one) => one.name).join(' and ')}.`
      return refuse(failures.badRequest, { message, details: [{ field: 'connection', message }] })
    }
    url.searchParams.delete('connection')
    const path = url.pathname.slice('/public/v1'.length)
    checkOffer(publicOffer, request.method, path, url.search)
    if (!path.startsWith('/attestations/collateral/')) {
      return responseOf(await forward(request, connection, path + url.search, undefined))
    }
    // What is kept is read here first: it must not come compressed.
    const { signal } = request
    const plain = new Request(url, { headers: { accept: '*/*' }, signal })
    const kept = await deps.collateral.kept(`${connection.name}${path}`, () =>
      forward(plain, connection, path, undefined),
    )
    return responseOf(kept)
  })

  app.all('*', (c) => {
    const { raw: request, path } = c.req
    if (/^\/(api|session|public|sandbox|healthz)(\/|$)/.test(path))
      return refuse(failures.notProxied)
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return refuse(failures.methodNotAllowed, {}, { allow: 'GET, HEAD' })
    }
    const file = assets.file(request, path)
    if (file) return file
    if (looksLikeFile(path)) {
      return new Response('Not found\n', { status: 404, headers: { 'cache-control': 'no-store' } })
    }
    return assets.page(request, path)
  })

  const failed = (error: unknown) => {
    if (error instanceof Refusal) return error.response
    deps.report(error)
    return refuse(failures.broken)
  }
  app.onError(failed)

  const answerTo = async (request: Asked, place: Place, peer: Peer): Promise<Answer> => {
    if (place.pathname.startsWith(`${API}/`)) return api(request, place, deps).catch(failed)
    if (place.pathname.startsWith(`${PLAIN_API}/`)) {
      return plainApi(request, place, peer, deps).catch(failed)
    }
    if (request instanceof Request) return app.fetch(request, peer)
    return refuse(failures.notProxied)
  }

  return async (request, peer) => {
    const place = request.place ?? new URL(request.url)
    const refused = checkHost(request, place, deps.allowedHosts)
    return secure(refused ?? (await answerTo(request, place, peer)), isTls(request))
  }
}
