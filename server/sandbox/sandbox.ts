import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import type { Answer } from '../gateway/answer.ts'
import type { Asked } from '../gateway/asked.ts'
import { createChaos, type ChaosOptions } from './chaos.ts'
import type { Context } from './context.ts'
import { Failure, plain } from './failure.ts'
import { settle } from './lifecycle/settle.ts'
import { jsonTextOf, JsonText } from './jsonText.ts'
import { createRefusals } from './refusals.ts'
import { accountRoutes } from './routes/account.ts'
import { appRoutes } from './routes/apps.ts'
import { attestationRoutes } from './routes/attestation.ts'
import { catalogueRoutes } from './routes/catalogue.ts'
import { cvmRoutes } from './routes/cvms.ts'
import { deviceRoutes } from './routes/device.ts'
import { historyRoutes } from './routes/history.ts'
import { logRoutes } from './routes/logs.ts'
import { domainRoutes } from './routes/domains.ts'
import { observeRoutes } from './routes/observe.ts'
import { asResponse, json } from './routes/route.ts'
import { settingsRoutes } from './routes/settings.ts'
import { sshKeyRoutes } from './routes/sshKeys.ts'
import { statusRoutes } from './routes/status.ts'
import { updateRoutes } from './routes/updates.ts'
import { plant } from './seed/plant.ts'
import { appStore } from './store/apps.ts'
import { cvmStore } from './store/cvms.ts'
import { isSameSecret } from '../sameSecret.ts'
import { openDb, type Db } from './store/db.ts'
import { kept } from './store/meta.ts'
import { pendingStore } from './store/pending.ts'
import { provisionStore } from './store/provisions.ts'
import { operationStore, revisionStore, sshKeyStore } from './store/records.ts'
import { createChanges } from './changes.ts'
import { createTell } from './tell.ts'

export type SandboxOptions = {
  /** Where the database is kept; made when it is not there. */
  dataDir: string
  /** How many CVMs a new data directory begins with; a demonstration fleet when left out. */
  seed?: number
  /** How many times as fast as for people things go. */
  speed: number
  chaos?: ChaosOptions
  /** Made on first use and kept in the data directory when left out. */
  key?: string
  /** Where clients reach this API, without a slash at the end: logs have absolute addresses. */
  publicUrl: () => string
  /** Milliseconds since 1970; the machine's own clock when left out. */
  now?: () => number
}

/** A Phala-Cloud-compatible API. Paths are the API's own, without a prefix. */
export type Sandbox = {
  key: string
  isKey(given: string): boolean
  fetch(asked: Asked): Promise<Answer>
  close(): Promise<void>
}

/** What the API answers to anybody. */
const PUBLIC = [
  /^\/auth\/device(\/|$)/,
  /^\/logs\//,
  /^\/instance-types(\/|$)/,
  /^\/kms\/[^/]+\/pubkey\//,
  /^\/apps\/[^/]+\/attestations$/,
  /^\/attestations\/(view|raw|collateral)\//,
  /^\/cvms\/[^/]+\/commit-(update|replica)$/,
]

/** Says that the request came over the loopback interface and from no browser; set by the server alone. */
export const LOCAL_HEADER = 'x-cvm-console-local'

export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const db = openDb(options.dataDir)
  const ctx = contextOf(db, options)
  plant(ctx, options.seed)
  const chaos = createChaos(options.chaos)
  const routes = routesOf(ctx)
  const tell = createTell()
  const isKey = (given: string) => isSameSecret(given, ctx.key)
  let closed = false
  const answer = async (asked: Asked): Promise<Answer | JsonText> => {
    if (closed) return jsonTextOf({ detail: 'The sandbox is closing' }, 503)
    const { pathname } = asked.place ?? new URL(asked.url)
    const isPublic = PUBLIC.some((pattern) => pattern.test(pathname))
    const key = asked.headers.get('x-api-key')
    if (!isPublic && !(key && isKey(key))) {
      const detail = key ? 'Invalid API key' : 'The header X-API-Key is missing'
      return jsonTextOf({ detail }, 401)
    }
    const disturbed = await chaos(asked.signal)
    if (disturbed) return disturbed
    try {
      settle(ctx)
      return await routes.fetch(requestOf(asked))
    } catch (error) {
      return answerTo(error as Error)
    }
  }
  return {
    key: ctx.key,
    isKey,
    fetch: async (asked) => {
      const made = await answer(asked)
      const told = made instanceof JsonText ? await tell(asked, made) : made
      return asked.method === 'HEAD' ? headOf(told) : told
    },
    close: async () => {
      closed = true
      ctx.notify()
      db.close()
    },
  }
}

function routesOf(ctx: Context): Hono {
  const app = new Hono()
  const isLocal = (request: Pick<Asked, 'headers'>) => request.headers.get(LOCAL_HEADER) === 'yes'
  for (const routes of [
    accountRoutes(ctx),
    catalogueRoutes(ctx),
    statusRoutes(ctx),
    cvmRoutes(ctx),
    observeRoutes(ctx),
    domainRoutes(ctx),
    updateRoutes(ctx),
    settingsRoutes(ctx),
    appRoutes(ctx),
    attestationRoutes(ctx),
    historyRoutes(ctx),
    sshKeyRoutes(ctx),
    logRoutes(ctx),
    deviceRoutes(ctx, isLocal),
  ]) {
    app.route('/', routes)
  }
  app.notFound((c) => {
    const { pathname } = new URL(c.req.url)
    return json({ detail: `${c.req.method} ${pathname} is not known` }, 404)
  })
  app.onError((error) => asResponse(answerTo(error)))
  return app
}

/** As much of a Request as Hono and the routes read. */
function requestOf(asked: Asked): Request {
  const { method, url, headers, body, signal } = asked
  const isHead = method === 'HEAD'
  return { method: isHead ? 'GET' : method, url, headers, body, signal } as unknown as Request
}

async function headOf({ status, headers, whole, body }: Answer): Promise<Answer> {
  if (!whole) await body?.cancel()
  return { status, headers, body: null }
}

function answerTo(error: Error): JsonText {
  const { status, body, headers } = error instanceof Failure ? error : unexpected(error)
  return jsonTextOf(body, status, headers)
}

/** A mistake of the sandbox's own. Its text goes to the log, never to the client. */
function unexpected(error: Error & { code?: string }): Failure {
  if (error.code && /^SQLITE_(FULL|IOERR|READONLY)/.test(error.code)) {
    console.error(`The sandbox cannot write to its disk (${error.code})`)
    return plain(503, 'The sandbox cannot write to its disk', { 'retry-after': '30' })
  }
  console.error(error)
  return plain(500, 'The sandbox failed unexpectedly')
}

function contextOf(db: Db, options: SandboxOptions): Context {
  const { speed, key, chaos, publicUrl, now = Date.now } = options
  const changes = createChanges()
  return {
    db,
    cvms: cvmStore(db),
    apps: appStore(db),
    operations: operationStore(db),
    revisions: revisionStore(db),
    provisions: provisionStore(db),
    sshKeys: sshKeyStore(db),
    pending: pendingStore(db),
    refusals: createRefusals(),
    key: key ?? kept(db, 'key', () => `phak_${randomBytes(24).toString('base64url')}`),
    rootSeed: Buffer.from(
      kept(db, 'root_seed', () => randomBytes(32).toString('hex')),
      'hex',
    ),
    nextNonce: () =>
      db.transaction(() => {
        const nonce = Number(kept(db, 'nonce', () => '0')) + 1
        db.run("UPDATE meta SET value = ? WHERE key = 'nonce'", String(nonce))
        return nonce
      }),
    now,
    scaled: (ms) => ms / speed,
    publicUrl,
    chaos,
    ...changes,
  }
}
