import * as v from 'valibot'
import { ErrorBody } from '../contract/errors.ts'
import type { StructuredError, ValidationIssue } from '../contract/errors.ts'

export type FieldError = { field: string; message: string }
export type ErrorLink = { label: string; url: string }

/** What an error body says, whichever of the API's shapes it has. */
export type ReadError = {
  /** The server's own words; undefined when the body holds none. */
  message: string | undefined
  error_code: string | undefined
  fieldErrors: FieldError[]
  /** The structured error's `details` as it came: a list, or the map of a 465. */
  details: unknown
  suggestions: string[]
  links: ErrorLink[]
  request_id: string | undefined
}

const NOTHING: ReadError = {
  message: undefined,
  error_code: undefined,
  fieldErrors: [],
  details: undefined,
  suggestions: [],
  links: [],
  request_id: undefined,
}

const Traced = v.object({ request_id: v.optional(v.string()), trace_id: v.optional(v.string()) })

/**
 * Reads the body of an answer that is not 2xx. Never throws: a body in no known shape (HTML, an
 * empty or cut answer) reads as an error without words.
 */
export function readErrorBody(body: unknown): ReadError {
  const parsed = v.safeParse(ErrorBody, body)
  if (!parsed.success) return coded(body) ?? NOTHING
  const traced = v.safeParse(Traced, body)
  const request_id = traced.success
    ? (traced.output.request_id ?? traced.output.trace_id)
    : undefined
  const known = parsed.output
  const full = 'detail' in known ? known.detail : known
  if (isStructured(full)) return { ...structured(full), request_id }
  const code = coded(body)
  if (code) return { ...code, request_id }
  if (!('detail' in known)) return { ...NOTHING, message: known.message, request_id }
  const detail = known.detail
  if (typeof detail === 'string') return { ...NOTHING, message: detail, request_id }
  if (Array.isArray(detail)) return { ...invalid(detail), request_id }
  return { ...NOTHING, message: detail.message, request_id }
}

/** An error code with something wrong beside it (`links` of another form, say) is still a code. */
function coded(body: unknown): ReadError | undefined {
  const Bare = v.object({ error_code: v.string(), message: v.optional(v.string()) })
  const parsed = v.safeParse(v.union([Bare, v.object({ detail: Bare })]), body)
  if (!parsed.success) return undefined
  const bare = 'detail' in parsed.output ? parsed.output.detail : parsed.output
  return { ...NOTHING, error_code: bare.error_code, message: bare.message }
}

function isStructured(part: unknown): part is StructuredError {
  return typeof part === 'object' && part !== null && 'error_code' in part
}

function structured(error: StructuredError): ReadError {
  const { details } = error
  const fieldErrors = Array.isArray(details)
    ? details.flatMap(({ field, message }) =>
        field ? [{ field: bareField(field), message: message ?? error.message }] : [],
      )
    : []
  return {
    message: error.message,
    error_code: error.error_code,
    fieldErrors,
    details: details ?? undefined,
    suggestions: error.suggestions ?? [],
    links: (error.links ?? []).filter((link) => isWebAddress(link.url)),
    request_id: undefined,
  }
}

function invalid(issues: v.InferOutput<typeof ValidationIssue>[]): ReadError {
  const fieldErrors = issues.map(({ loc, msg }) => ({
    field: bareField(loc.join('.')),
    message: msg,
  }))
  const [first] = fieldErrors
  const message =
    first && fieldErrors.length === 1
      ? first.field
        ? `${first.field}: ${first.message}`
        : first.message
      : `${fieldErrors.length} fields were refused.`
  return { ...NOTHING, message, fieldErrors }
}

/** The field as the form knows it: without the part of the request that it was sent in. */
function bareField(field: string): string {
  return field.replace(/^(body|query|path|header)\.(?=.)/, '')
}

/** A link in an error becomes something to click on: only web addresses may. */
function isWebAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
}
