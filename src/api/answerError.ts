import { readErrorBody } from './errorBody.ts'
import { ApiError } from './errors.ts'
import { retryAfterMs } from './retryAfter.ts'

/** The error that an answer with a status other than 2xx is. `now` in ms, for a dated Retry-After. */
export function errorOfAnswer(
  endpoint: string,
  answer: { status: number; statusText: string; headers: Headers },
  raw: string,
  now: number,
): ApiError {
  const { message, request_id, ...read } = readErrorBody(jsonOrUndefined(raw))
  return new ApiError({
    kind: 'refused',
    endpoint,
    status: answer.status,
    ...read,
    message: message || `${endpoint} answered ${answer.status} ${answer.statusText}`.trim(),
    request_id: answer.headers.get('x-request-id') ?? request_id,
    retryAfter: retryAfterMs(answer.headers.get('retry-after'), now),
    raw,
  })
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
