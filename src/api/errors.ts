import { ConsoleErrorCode } from '../contract/consoleErrors.ts'
import type { ErrorLink, FieldError } from './errorBody.ts'

/**
 * `refused`: the server answered, and not with 2xx. `network`: no answer came, nobody knows whether
 * the request arrived. `timeout`: none within the time for it. `aborted`: the page stopped waiting.
 * `unreadable`: a 2xx that is not what its endpoint answers (HTML, cut, a missing field).
 */
export type ApiErrorKind = 'refused' | 'network' | 'timeout' | 'aborted' | 'unreadable'

export type ApiErrorFacts = {
  kind: ApiErrorKind
  /** Method and path as called, for example `GET /cvms/paginated`. */
  endpoint: string
  message: string
  /** HTTP status; 0 when no answer came. */
  status?: number
  error_code?: string | undefined
  fieldErrors?: FieldError[]
  details?: unknown
  suggestions?: string[]
  links?: ErrorLink[]
  request_id?: string | undefined
  /** How long the server asks to wait, in milliseconds from the answer on. */
  retryAfter?: number | undefined
  /** The answer's body as it came, for the Details; cut at RAW_LIMIT characters. */
  raw?: string
  cause?: unknown
}

export const RAW_LIMIT = 64 * 1024

/** Everything that can go wrong with a call. The one class: so that `instanceof` tells it apart. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly kind: ApiErrorKind
  readonly endpoint: string
  readonly status: number
  readonly error_code: string | undefined
  readonly fieldErrors: FieldError[]
  readonly details: unknown
  readonly suggestions: string[]
  readonly links: ErrorLink[]
  readonly request_id: string | undefined
  readonly retryAfter: number | undefined
  readonly raw: string

  constructor(facts: ApiErrorFacts) {
    super(facts.message, facts.cause === undefined ? undefined : { cause: facts.cause })
    this.kind = facts.kind
    this.endpoint = facts.endpoint
    this.status = facts.status ?? 0
    this.error_code = facts.error_code
    this.fieldErrors = facts.fieldErrors ?? []
    this.details = facts.details
    this.suggestions = facts.suggestions ?? []
    this.links = facts.links ?? []
    this.request_id = facts.request_id
    this.retryAfter = facts.retryAfter
    this.raw = (facts.raw ?? '').slice(0, RAW_LIMIT)
  }

  /**
   * Whether the same call may work later with nothing changed. A 409 with an error code is a
   * decision of the server's and stays one; a 409 without means that the CVM is busy.
   */
  get retryable(): boolean {
    if (this.kind === 'network' || this.kind === 'timeout') return true
    if (this.status === 409) return this.error_code === undefined
    return isPassing(this.status)
  }
}

/** Whether an answer with this status says nothing about the next one. */
export function isPassing(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500
}

/** Anything thrown, as an ApiError: what is not one already is a fault of the page itself. */
export function asApiError(thrown: unknown, endpoint = 'the console'): ApiError {
  if (thrown instanceof ApiError) return thrown
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return new ApiError({ kind: 'unreadable', endpoint, message, cause: thrown })
}

/**
 * Whether a change that failed so may have been made all the same. Only an answer that is a decision
 * of the server's says no: anything else (no answer, half an answer, a failure on the way or behind,
 * our own server saying that it had this very request already) leaves it open.
 */
export function mayHaveArrived(error: unknown): boolean {
  if (!(error instanceof ApiError)) return true
  if (error.kind !== 'refused') return true
  if (error.error_code === ConsoleErrorCode.DUPLICATE_REQUEST) return true
  return error.status === 408 || error.status >= 500
}

/** Another tab has put another workspace into this page's sign-in; nothing was forwarded. */
export const isOfAnotherWorkspace = (error: unknown): boolean =>
  error instanceof ApiError && error.error_code === ConsoleErrorCode.OTHER_WORKSPACE

/** The session has ended. A key that was refused at sign-in is another matter. */
export function isSignedOut(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    error.status === 401 &&
    error.error_code !== ConsoleErrorCode.BAD_API_KEY
  )
}
