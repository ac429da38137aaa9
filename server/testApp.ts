import { createApp, type App, type Deps, type Peer } from './app.ts'
import { responseOf } from './gateway/answer.ts'
import type { Asked } from './gateway/asked.ts'
import { type Connection, sandboxConnection } from './gateway/connections.ts'
import { createCollateralDesk } from './gateway/collateral.ts'
import { createLogFetch } from './gateway/logFetch.ts'
import { createOnce } from './gateway/once.ts'
import { createRateLimit } from './gateway/rateLimit.ts'
import { createSessions } from './gateway/session.ts'
import type { UpstreamRequest } from './gateway/upstream.ts'
import type { Me } from '../src/contract/account.ts'
import type { Sandbox } from './sandbox/sandbox.ts'

export const ORIGIN = 'http://127.0.0.1:4280'
export const KEY = 'phak_the-right-one'
export const HOME: Peer = { address: '127.0.0.1' }

export const ME: Me = {
  user: {
    username: 'ada',
    email: 'ada@example.com',
    role: 'user',
    avatar: '',
    email_verified: true,
    totp_enabled: false,
    has_backup_codes: false,
    flag_has_password: true,
  },
  workspace: { id: 'ws_1', name: 'Analytical', slug: 'analytical', tier: 'pro', role: 'owner' },
  credits: { balance: '10', granted_balance: '0', is_post_paid: false },
}

/** What a stand-in for an API answers; undefined falls through to /auth/me and then to 404. */
export type Handler = (request: Asked) => Response | Promise<Response> | undefined

/** A sandbox that knows one key and answers what the test says. */
export function fakeSandbox(handle: Handler = () => undefined): Sandbox & { seen: Asked[] } {
  const seen: Asked[] = []
  return {
    key: KEY,
    isKey: (given) => given === KEY,
    seen,
    fetch: async (request) => {
      seen.push(request)
      const { pathname } = new URL(request.url)
      const own = await handle(request)
      if (own) return own
      if (request.headers.get('x-api-key') !== KEY) {
        return Response.json({ detail: 'Invalid API key' }, { status: 401 })
      }
      if (pathname === '/auth/me') return Response.json(ME)
      return Response.json({ detail: 'Not found' }, { status: 404 })
    },
    close: async () => {},
  }
}

/** A `cloud` connection without a network. */
export function fakeCloud(
  send: (request: UpstreamRequest) => Response | Promise<Response>,
): Connection & { seen: UpstreamRequest[] } {
  const seen: UpstreamRequest[] = []
  return {
    name: 'cloud',
    origin: 'https://cloud.example',
    seen,
    send: async (request) => {
      seen.push(request)
      return send(request)
    },
  }
}

export type TestApp = {
  app: App
  sandbox: ReturnType<typeof fakeSandbox>
  /** Moves the clock that everything in the app reads, in milliseconds. */
  clock: { now: number }
  reports: unknown[]
  ask(path: string, init?: RequestInit, peer?: Peer): Promise<Response>
  /** Signs in to the sandbox and returns the Cookie header of a browser that did. */
  signIn(headers?: Record<string, string>): Promise<string>
}

/** The whole server without a socket, on a clock and with an API that the test holds. */
export function testApp(
  options: { handle?: Handler; cloud?: Connection; deps?: Partial<Deps> } = {},
): TestApp {
  const clock = { now: Date.UTC(2026, 10, 24) }
  const now = () => clock.now
  const sandbox = fakeSandbox(options.handle)
  const reports: unknown[] = []
  const app = createApp({
    version: '1.2.3',
    allowedHosts: ['console.example'],
    connections: [
      sandboxConnection(sandbox, () => `${ORIGIN}/sandbox/api/v1`),
      ...(options.cloud ? [options.cloud] : []),
    ],
    sandbox,
    sessions: createSessions(['a secret of the tests'], now),
    attempts: createRateLimit({ windowMs: 60_000, perAddress: 3, total: 10, now }),
    once: createOnce({ max: 100, keepMs: 3_600_000, now }),
    fetchLog: createLogFetch({ headersMs: 1000, idleMs: 1000 }, sandbox),
    collateral: createCollateralDesk({ now }),
    proofs: { asksPccs: false, kmsRoots: [] },
    assets: {
      file: () => undefined,
      page: () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }),
    },
    now,
    report: (error) => reports.push(error),
    say: () => {},
    ...options.deps,
  })
  const ask: TestApp['ask'] = async (path, init = {}, peer = HOME) =>
    responseOf(await app(new Request(ORIGIN + path, init), peer))
  return {
    app,
    sandbox,
    clock,
    reports,
    ask,
    signIn: async (headers = {}) => {
      const answer = await ask('/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ connection: 'sandbox' }),
      })
      if (answer.status !== 204) throw new Error(await answer.text())
      return cookieOf(answer)
    },
  }
}

/** The name=value pairs of Set-Cookie, as a browser sends them back. */
export function cookieOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .filter((one) => !one.includes('Max-Age=0'))
    .map((one) => one.split(';')[0])
    .join('; ')
}

export const json = (body: unknown, more: RequestInit = {}): RequestInit => ({
  method: 'POST',
  ...more,
  headers: { 'content-type': 'application/json', ...(more.headers as Record<string, string>) },
  body: JSON.stringify(body),
})
