import { isReading } from '../../src/contract/reads.ts'
import { API_VERSION, API_VERSION_2025 } from '../../src/contract/wire.ts'
import type { Answer, AnswerHeaders } from './answer.ts'
import type { Asked, Body } from './asked.ts'
import { checkLength, limited } from './body.ts'
import type { Connection } from './connections.ts'
import { failures, refuse, Refusal } from './failures.ts'
import { noAnswer } from './noAnswer.ts'
import type { Offer } from './offer.ts'

/** Bytes. The largest thing the API takes is a 200 KB compose file with its sealed environment. */
const MAX_BODY = 2 * 1024 * 1024
const MAX_QUERY = 8 * 1024

const VERSIONS = new Set([API_VERSION, API_VERSION_2025, '2026-05-22'])

/** The headers of the page that mean something to the API. */
const REQUEST_HEADERS = [
  'accept',
  'content-type',
  'x-prepare-only',
  'x-compose-hash',
  'x-transaction-hash',
]

/** The headers of an answer that mean something to the page; no cookie, no policy, no hop. */
const ANSWER_HEADERS = new Set([
  'content-type',
  'content-length',
  'content-encoding',
  'content-disposition',
  'date',
  'retry-after',
  'x-request-id',
  'x-correlation-id',
  'x-trace-id',
  'x-phala-version',
])

/** Refuses what the console does not pass on, before anything is asked anywhere. */
export function checkOffer(offer: Offer, method: string, path: string, query: string): void {
  const verdict = offer(method, path)
  if (verdict.kind === 'unknown') throw new Refusal(refuse(failures.notProxied))
  if (verdict.kind === 'method') {
    throw new Refusal(refuse(failures.methodNotAllowed, {}, { allow: verdict.allow.join(', ') }))
  }
  if (verdict.kind === 'badId') {
    throw new Refusal(
      refuse(failures.badRequest, {
        message: 'This is not an identifier of anything.',
        details: [
          {
            field: 'id',
            value: verdict.segment.slice(0, 140),
            message: 'Letters, digits, _ . and - only, 128 at most.',
          },
        ],
      }),
    )
  }
  if (query.length > MAX_QUERY) {
    throw new Refusal(refuse(failures.badRequest, { message: 'The query is too long.' }))
  }
}

/**
 * Passes one call on to a connection and its answer back, both as streams. `path` has been checked
 * against what is offered; the key goes nowhere but to the connection's own address.
 */
export async function forward(
  request: Asked,
  connection: Connection,
  path: string,
  key: string | undefined,
): Promise<Answer> {
  checkLength(request, MAX_BODY)
  const body = bodyOf(request)
  const length = body && request.headers.get('content-length')
  const answer = await connection
    .send({
      method: request.method,
      path,
      headers: { ...headersFor(request, key), ...(length ? { 'content-length': length } : {}) },
      body,
      signal: request.signal,
    })
    .catch((error: unknown) =>
      noAnswer(error, connection.name, !isReading(request.method, pathOf(path))),
    )
  if (answer.status >= 300 && answer.status < 400 && answer.status !== 304) {
    await answer.body?.cancel()
    return refuse(failures.invalid, {
      message: `The API behind this connection answered with a redirect (${answer.status}); the console does not follow it with your key.`,
      suggestions: ['Check the address of the connection (--cloud-url).'],
    })
  }
  keepHeaders(answer.headers)
  return answer
}

const pathOf = (pathAndQuery: string) => pathAndQuery.split('?', 1)[0] ?? ''

function headersFor(request: Asked, key: string | undefined): Record<string, string> {
  const headers: Record<string, string> = { 'user-agent': 'cvm-console' }
  for (const name of REQUEST_HEADERS) {
    const value = request.headers.get(name)
    if (value !== null) headers[name] = value
  }
  // A compressed event stream is held back until a block is full.
  const streams = headers['accept']?.includes('text/event-stream')
  const codings = request.headers.get('accept-encoding')
  headers['accept-encoding'] = streams || codings === null ? 'identity' : codings
  const version = request.headers.get('x-phala-version')
  headers['x-phala-version'] = version && VERSIONS.has(version) ? version : API_VERSION
  if (key !== undefined) headers['x-api-key'] = key
  return headers
}

function bodyOf(request: Asked): Body | null {
  if (request.method === 'GET' || request.method === 'HEAD' || !request.body) return null
  return request.headers.has('content-length') ? request.body : limited(request.body, MAX_BODY)
}

function keepHeaders(headers: AnswerHeaders): void {
  const others: string[] = []
  headers.forEach((_value, name) => {
    if (!ANSWER_HEADERS.has(name)) others.push(name)
  })
  for (const name of others) headers.delete(name)
  headers.set('cache-control', 'no-store')
}
