import * as v from 'valibot'
import { CvmState, StateStreamEnd } from '../contract/status.ts'
import { cvmPath } from './cvms.ts'
import { ApiError, asApiError } from './errors.ts'
import { openStream } from './http.ts'
import { createSseParser } from './sse.ts'
import { textOf } from './textStream.ts'

export type StateEvent =
  | { type: 'state'; state: CvmState }
  | { type: 'complete' | 'timeout' | 'error'; end: StateStreamEnd }

export type WatchParams = {
  id: string
  /** The status that ends the stream. */
  target: string
  /** Seconds between two looks, 5 to 30, and until the server gives up, 10 to 600. */
  interval?: number
  timeout?: number
}

/**
 * GET /cvms/{id}/state as a stream. Ends when the server ends it (after `complete` or `timeout`) or
 * when the loop is left; throws an ApiError when it breaks. Reconnecting is the caller's business.
 */
export async function* watchCvmState(
  { id, target, interval = 5, timeout = 300 }: WatchParams,
  signal?: AbortSignal,
): AsyncGenerator<StateEvent, void, undefined> {
  const path = `${cvmPath(id)}/state`
  const endpoint = `GET ${path}`
  const stream = await openStream({
    path,
    query: { target, interval, timeout },
    headers: { accept: 'text/event-stream', 'cache-control': 'no-cache' },
    signal,
  })
  const parser = createSseParser()
  try {
    for await (const text of textOf(stream)) {
      for (const { event, data } of parser.push(text)) {
        const read = readEvent(event, data, endpoint)
        if (read) yield read
        if (read?.type === 'complete' || read?.type === 'timeout') return
      }
    }
  } catch (error) {
    if (error instanceof ApiError) throw error
    throw broken(endpoint, error, signal)
  }
}

function broken(endpoint: string, cause: unknown, signal: AbortSignal | undefined): ApiError {
  if (signal?.aborted) return new ApiError({ kind: 'aborted', endpoint, message: 'Cancelled.' })
  if (cause instanceof RangeError) return asApiError(cause, endpoint)
  return new ApiError({ kind: 'network', endpoint, message: 'The stream broke off.', cause })
}

/** Events of a name that nobody has told us about are skipped. */
function readEvent(event: string, data: string, endpoint: string): StateEvent | undefined {
  switch (event) {
    case 'state':
      return { type: 'state', state: parse(CvmState, data, event, endpoint) }
    case 'complete':
    case 'timeout':
    case 'error':
      return { type: event, end: parse(StateStreamEnd, data, event, endpoint) }
    default:
      return undefined
  }
}

function parse<S extends v.GenericSchema>(
  schema: S,
  data: string,
  event: string,
  endpoint: string,
): v.InferOutput<S> {
  const Json = v.pipe(v.string(), v.parseJson(), schema)
  const result = v.safeParse(Json, data)
  if (result.success) return result.output
  const [issue] = result.issues
  const where = v.getDotPath(issue) ?? 'its data'
  const message = `The stream's ${event} event cannot be used: ${where}: ${issue.message}`
  throw new ApiError({ kind: 'unreadable', endpoint, status: 200, message, raw: data })
}
