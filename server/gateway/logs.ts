import * as v from 'valibot'
import { isPathId } from '../../src/contract/pathId.ts'
import { API_VERSION, API_VERSION_2025 } from '../../src/contract/wire.ts'
import type { Asked, Leaving } from './asked.ts'
import { readText } from './body.ts'
import type { Connection } from './connections.ts'
import { failures, refuse, Refusal } from './failures.ts'
import { STREAM_HEADER } from './headers.ts'
import { json, MAX_READ } from './identify.ts'
import { noAnswer } from './noAnswer.ts'
import type { LogFetch } from './logFetch.ts'

const Composition = v.object({
  containers: v.nullish(
    v.array(
      v.object({ names: v.array(v.string()), id: v.string(), log_endpoint: v.nullish(v.string()) }),
    ),
  ),
})
const Detail = v.object({ syslog_endpoint: v.nullish(v.string()) })

export type LogTarget = { cvmId: string; source: { container: string } | 'serial' }

/** `/cvms/{id}/logs/{container}` and `/cvms/{id}/serial`, which exist in this console only. */
export function logTarget(path: string): LogTarget | undefined {
  const [, cvms, cvmId = '', kind, container = '', rest] = path.split('/')
  if (cvms !== 'cvms' || rest !== undefined || !isPathId(cvmId)) return undefined
  if (kind === 'serial' && path.endsWith('/serial')) return { cvmId, source: 'serial' }
  if (kind === 'logs' && isPathId(container)) return { cvmId, source: { container } }
  return undefined
}

/**
 * Streams a log. The API hands out absolute addresses for logs, on other origins that the page may
 * not reach; the console looks the address up with the session's key, and asks it without any key.
 */
export async function streamLog(
  request: Asked,
  target: LogTarget,
  connection: Connection,
  key: string,
  fetchLog: LogFetch,
): Promise<Response> {
  const asked = new URL(request.url).searchParams
  const params = logParams(asked, target.source === 'serial')
  const address =
    target.source === 'serial'
      ? await serialAddress(target.cvmId, connection, key, request.signal)
      : await containerAddress(
          target.cvmId,
          target.source.container,
          connection,
          key,
          request.signal,
        )
  const url = `${address}${params && (address.includes('?') ? '&' : '?')}${params}`
  const answer = await fetchLog(url, connection, request.signal)
  const type = answer.headers.get('content-type') ?? ''
  return new Response(answer.body, {
    status: answer.status,
    headers: {
      'content-type': /^application\/(x-ndjson|json)\b/i.test(type)
        ? type
        : 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      [STREAM_HEADER]: 'no',
    },
  })
}

async function containerAddress(
  cvmId: string,
  name: string,
  connection: Connection,
  key: string,
  signal: Leaving,
): Promise<string> {
  const path = `/cvms/${cvmId}/composition`
  const { containers } = await read(Composition, path, API_VERSION, connection, key, signal)
  const found = containers?.find(
    (one) => one.names.includes(name) || one.names.includes(`/${name}`) || one.id === name,
  )
  if (!found) return none(`This CVM has no container called ${name} at the moment.`)
  return found.log_endpoint ?? none(`The container ${name} offers no log.`)
}

async function serialAddress(
  cvmId: string,
  connection: Connection,
  key: string,
  signal: Leaving,
): Promise<string> {
  // Only the older version of the API still says where the serial log is.
  const detail = await read(Detail, `/cvms/${cvmId}`, API_VERSION_2025, connection, key, signal)
  return detail.syslog_endpoint ?? none('This CVM offers no serial log at the moment.')
}

function none(message: string): never {
  throw new Refusal(refuse(failures.noLog, { message }))
}

/** Asks the API; its own refusals reach the page as they are. */
async function read<T extends v.GenericSchema>(
  schema: T,
  path: string,
  version: string,
  connection: Connection,
  key: string,
  signal: Leaving,
): Promise<v.InferOutput<T>> {
  const headers = { accept: 'application/json', 'x-api-key': key, 'x-phala-version': version }
  const answer = await connection
    .send({ method: 'GET', path, headers, body: null, signal })
    .catch((error: unknown) => {
      throw new Refusal(noAnswer(error, connection.name))
    })
  if (answer.status >= 400) {
    const type = answer.headers.get('content-type') ?? 'application/json'
    throw new Refusal(
      new Response(answer.body, { status: answer.status, headers: { 'content-type': type } }),
    )
  }
  const text = await readText(answer.body, MAX_READ).catch(() => '')
  const parsed = v.safeParse(schema, json(text))
  if (!parsed.success) {
    throw new Refusal(
      refuse(failures.invalid, { message: `GET ${path} answered with something unexpected.` }),
    )
  }
  return parsed.output
}

/**
 * The log parameters in the order and spelling of the vendor's own client: flags are bare words, and
 * the number of lines goes by two names.
 */
export function logParams(asked: URLSearchParams, serial: boolean): string {
  const parts: string[] = []
  if (serial) parts.push(`ch=${oneOf(asked, 'ch', /^(serial|stdout|stderr)$/) ?? 'serial'}`)
  for (const name of ['since', 'until']) {
    const value = oneOf(asked, name, /^[0-9A-Za-z:.+-]{1,40}$/)
    if (value !== undefined) parts.push(`${name}=${encodeURIComponent(value)}`)
  }
  if (isSet(asked, 'follow')) parts.push('follow')
  const tail = oneOf(asked, 'tail', /^\d{1,7}$/)
  if (tail !== undefined) parts.push(`tail=${tail}`, `lines=${tail}`)
  for (const flag of ['timestamps', 'ansi']) if (isSet(asked, flag)) parts.push(flag)
  return parts.join('&')
}

const isSet = (asked: URLSearchParams, name: string) =>
  asked.has(name) && !['false', '0'].includes(asked.get(name) ?? '')

function oneOf(asked: URLSearchParams, name: string, pattern: RegExp): string | undefined {
  const value = asked.get(name)
  if (value === null || value === '') return undefined
  if (pattern.test(value)) return value
  throw new Refusal(
    refuse(failures.badRequest, {
      message: `${name} is not a value that logs can be asked with.`,
      details: [{ field: name, message: `Must match ${pattern.source}.` }],
    }),
  )
}
