import * as v from 'valibot'
import { API_VERSION } from '../contract/wire.ts'
import { hearDate, systemClock } from './clock.ts'
import type { Clock } from './clock.ts'
import { ApiError } from './errors.ts'
import { withRetry } from './retry.ts'
import type { OnWait, RetryPolicy } from './retry.ts'
import { bringWords } from './words.ts'

/**
 * What this floor stands on. A browser needs nothing changed; Node names an origin. `session` is
 * the name of the sign-in that calls are for, where several live side by side, and `workspace` what
 * it is taken for: the console forwards nothing once another one has taken its place.
 */
type Transport = {
  origin: string
  clock: Clock
  timeoutMs: number
  session: string | undefined
  workspace: string | undefined
}

const transport: Transport = {
  origin: '',
  clock: systemClock,
  timeoutMs: 30_000,
  session: undefined,
  workspace: undefined,
}

/** Points every call somewhere else (tests, scripts); returns what puts it back. */
export function setTransport(change: Partial<Transport>): () => void {
  const before = { ...transport }
  Object.assign(transport, change)
  return () => void Object.assign(transport, before)
}

export const now = (): number => transport.clock.now()

/** The workspace that the page goes on for, until it says that it begins anew. */
export function expectWorkspace(key: string): void {
  transport.workspace ??= key
}

/** The name of the sign-in that calls are for. */
export const signInName = (): string => transport.session ?? 'default'

type Query = Record<string, string | number | boolean | readonly string[] | undefined | null>

export type Call = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below the base: `/cvms/paginated`. Segments that hold an id come from `segment()`. */
  path: string
  /** Where the path hangs: the API, the calls without a session, or the console itself. */
  base?: '/api/v1' | '/public/v1' | ''
  query?: Query
  /** Sent as JSON. */
  body?: unknown
  /** Sent as it is, with the content type given in `headers`. */
  text?: string
  headers?: Record<string, string>
  signal?: AbortSignal | undefined
  /** GETs are `read` and everything else `never` unless said otherwise. */
  retry?: RetryPolicy
  onWait?: OnWait | undefined
  /** A call that changes nothing although it is not a GET carries no Idempotency-Key. */
  changes?: boolean
  /** The key of the first attempt, for a caller who must be able to ask with the same one again. */
  idempotencyKey?: string | undefined
  timeout?: number
  /** Shown the headers of a 2xx answer. */
  seen?: (headers: Headers) => void
}

/** What a page may add to a call that changes something. */
export type Attempt = { onWait?: OnWait | undefined; idempotencyKey?: string | undefined }

/** One path segment. The server refuses what is more than one; here it cannot become more. */
export const segment = (id: string | number): string => encodeURIComponent(String(id))

/** The parsed JSON answer. Fields that the schema does not name are dropped, never refused. */
export async function request<S extends v.GenericSchema>(
  call: Call & { schema: S },
): Promise<v.InferOutput<S>> {
  return await exchange(call, async (response, endpoint) => {
    const text = await response.text()
    const result = v.safeParse(call.schema, jsonOf(text, response, endpoint))
    if (result.success) return result.output
    const [issue] = result.issues
    const where = v.getDotPath(issue) ?? 'the whole answer'
    throw unreadable(endpoint, response, text, `${where}: ${issue.message}`)
  })
}

/** The answer's text as it came: YAML, a script. */
export function requestText(call: Call): Promise<string> {
  return exchange(call, (response) => response.text())
}

/** A call whose answer says nothing beyond its status (204, or a body that no client reads). */
export function requestNothing(call: Call): Promise<void> {
  return exchange(call, async (response) => {
    await response.body?.cancel()
  })
}

/** An answer that goes on: the time limit ends with its headers, the caller's signal stays on. */
export async function openStream(call: Call): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const response = await exchange({ ...call, retry: 'never' }, (answer) => Promise.resolve(answer))
  return response.body ?? new ReadableStream({ start: (controller) => controller.close() })
}

async function exchange<T>(
  call: Call,
  read: (response: Response, endpoint: string) => Promise<T>,
): Promise<T> {
  const method = call.method ?? 'GET'
  const endpoint = `${method} ${call.path}`
  let key = call.idempotencyKey
  const attempt = async () => {
    const headers = headersOf(call)
    // A server that answered 429, 503 or 409 has turned the call away, so trying again is a new
    // attempt and gets a new key: with the old one the gateway would answer that it was sent.
    if (call.changes ?? method !== 'GET') headers.set('idempotency-key', key ?? crypto.randomUUID())
    key = undefined
    return await once(call, { method, headers }, endpoint, read)
  }
  return await withRetry(attempt, {
    policy: call.retry ?? (method === 'GET' ? 'read' : 'never'),
    clock: transport.clock,
    signal: call.signal,
    onWait: call.onWait,
  })
}

function headersOf(call: Call): Headers {
  const headers = new Headers({
    'content-type': 'application/json',
    'x-phala-version': API_VERSION,
  })
  headers.set('accept', call.body === undefined ? '*/*' : 'application/json')
  if (transport.session !== undefined) headers.set('x-console-session', transport.session)
  for (const [name, value] of Object.entries(call.headers ?? {})) headers.set(name, value)
  // A call for another sign-in than the page's is not meant for the page's workspace.
  const isOwn = headers.get('x-console-session') === (transport.session ?? null)
  if (transport.workspace !== undefined && isOwn) {
    headers.set('x-console-workspace', transport.workspace)
  }
  return headers
}

async function once<T>(
  call: Call,
  init: RequestInit,
  endpoint: string,
  read: (response: Response, endpoint: string) => Promise<T>,
): Promise<T> {
  const limit = new AbortController()
  const ms = call.timeout ?? transport.timeoutMs
  const timer = setTimeout(() => limit.abort(), ms)
  const signal = call.signal ? AbortSignal.any([call.signal, limit.signal]) : limit.signal
  const body = call.text ?? (call.body === undefined ? null : JSON.stringify(call.body))
  try {
    const response = await fetch(addressOf(call), {
      ...init,
      body,
      signal,
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
    })
    hearDate(response.headers.get('date'))
    if (!response.ok) {
      throw await refusal(endpoint, response)
    }
    call.seen?.(response.headers)
    return await read(response, endpoint)
  } catch (error) {
    if (error instanceof ApiError) throw error
    throw new ApiError({ ...noAnswer(call, limit.signal, ms), endpoint, cause: error })
  } finally {
    clearTimeout(timer)
  }
}

/**
 * What reads a refusal comes with the first one, together with the words for it: nearly every page
 * is done without. Where it cannot be had, the status alone says what it can.
 */
async function refusal(endpoint: string, response: Response): Promise<ApiError> {
  const [raw, reader] = await Promise.all([
    response.text(),
    import('./answerError.ts').catch(() => undefined),
    bringWords(),
  ])
  const { status } = response
  return (
    reader?.errorOfAnswer(endpoint, response, raw, transport.clock.now()) ??
    new ApiError({ kind: 'refused', endpoint, status, message: `It answered ${status}.`, raw })
  )
}

function noAnswer(call: Call, limit: AbortSignal, ms: number) {
  if (call.signal?.aborted) return { kind: 'aborted', message: 'Cancelled.' } as const
  if (limit.aborted) {
    return { kind: 'timeout', message: `No answer within ${Math.round(ms / 1000)} s.` } as const
  }
  return {
    kind: 'network',
    message: 'The connection failed before the answer was complete.',
  } as const
}

function addressOf(call: Call): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(call.query ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) search.append(name, String(one))
    }
  }
  const tail = search.size > 0 ? `?${search.toString()}` : ''
  return `${transport.origin}${call.base ?? '/api/v1'}${call.path}${tail}`
}

function jsonOf(text: string, response: Response, endpoint: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    const what =
      text === ''
        ? 'the answer is empty'
        : /^\s*</.test(text)
          ? 'the answer is a web page, not JSON'
          : 'the answer is not complete JSON'
    throw unreadable(endpoint, response, text, what)
  }
}

function unreadable(endpoint: string, response: Response, raw: string, what: string): ApiError {
  return new ApiError({
    kind: 'unreadable',
    endpoint,
    status: response.status,
    message: `${endpoint} gave an answer that cannot be used: ${what}`,
    request_id: response.headers.get('x-request-id') ?? undefined,
    raw,
  })
}
