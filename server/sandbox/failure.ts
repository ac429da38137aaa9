import type { ErrorCode } from '../../src/contract/errors.ts'

export type FailureDetail = { field?: string; value?: unknown; message?: string }

export type FailureExtra = {
  details?: FailureDetail[] | Record<string, unknown>
  suggestions?: string[]
  links?: { label: string; url: string }[]
  headers?: Record<string, string>
}

/** A refusal on its way to the client. The one class here: `throw` wants one. */
export class Failure extends Error {
  readonly status: number
  readonly body: unknown
  readonly headers: Record<string, string>
  constructor(
    status: number,
    message: string,
    body: unknown,
    headers: Record<string, string> = {},
  ) {
    super(message)
    this.status = status
    this.body = body
    this.headers = headers
  }
}

/** The structured envelope, for everything that has an error code. */
export function failure(
  status: number,
  error_code: ErrorCode | `ERR-CONSOLE-${string}`,
  message: string,
  extra: FailureExtra = {},
): Failure {
  const { headers, ...rest } = extra
  const body = { error_code, message, details: [], suggestions: [], links: [], ...rest }
  return new Failure(status, message, body, headers)
}

/** `{"detail": "text"}`, what the API answers where it has no code. */
export const plain = (status: number, detail: string, headers?: Record<string, string>): Failure =>
  new Failure(status, detail, { detail }, headers)

export type Issue = { loc: (string | number)[]; msg: string; type: string; input?: unknown }

/** A 422 in the form of pydantic: one entry for each field that is wrong. */
export function invalid(...issues: Issue[]): Failure {
  return new Failure(422, issues.map((issue) => issue.msg).join('; '), { detail: issues })
}

/** One wrong field of the body. */
export const invalidField = (field: string, msg: string, type = 'value_error'): Failure =>
  invalid({ loc: ['body', ...field.split('.')], msg, type })
