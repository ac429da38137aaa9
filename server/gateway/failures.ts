import { ConsoleErrorCode } from '../../src/contract/consoleErrors.ts'

type Detail = { field?: string; value?: unknown; message: string }

export type Failure = {
  status: number
  error_code: string
  message: string
  details?: Detail[]
  suggestions?: string[]
}

/** Every refusal of the gateway, in the API's own envelope, so that the page reads one shape only. */
export const failures = {
  signedOut: {
    status: 401,
    error_code: ConsoleErrorCode.UNAUTHENTICATED,
    message: 'You are signed out, or the session has ended.',
    suggestions: ['Sign in again.'],
  },
  otherWorkspace: {
    status: 409,
    error_code: ConsoleErrorCode.OTHER_WORKSPACE,
    message:
      'This page was opened in one workspace, and its sign-in belongs to another one by now. Nothing was sent.',
    suggestions: ['Reload the page.'],
  },
  badHost: {
    status: 421,
    error_code: ConsoleErrorCode.FORBIDDEN_HOST,
    message: 'This console does not answer under this host name.',
    suggestions: ['Start it with --allowed-host NAME to allow the name.'],
  },
  badOrigin: {
    status: 403,
    error_code: ConsoleErrorCode.FORBIDDEN_ORIGIN,
    message: 'The request came from another site.',
    suggestions: ['Open the console itself and try there.'],
  },
  notProxied: {
    status: 404,
    error_code: ConsoleErrorCode.NOT_PROXIED,
    message: 'The console offers nothing at this address.',
  },
  methodNotAllowed: {
    status: 405,
    error_code: ConsoleErrorCode.METHOD_NOT_ALLOWED,
    message: 'This address does not take this method.',
  },
  badRequest: {
    status: 400,
    error_code: ConsoleErrorCode.BAD_REQUEST,
    message: 'The request is not one that the console understands.',
  },
  badKey: {
    status: 401,
    error_code: ConsoleErrorCode.BAD_API_KEY,
    message: 'This API key was refused.',
    details: [{ field: 'api_key', message: 'Not a valid key for this connection.' }],
    suggestions: ['Check that the whole key was copied and that it belongs to this connection.'],
  },
  tooLarge: {
    status: 413,
    error_code: ConsoleErrorCode.TOO_LARGE,
    message: 'The request is larger than the console forwards (2 MB).',
    suggestions: ['Shorten what you send.'],
  },
  duplicate: {
    status: 409,
    error_code: ConsoleErrorCode.DUPLICATE_REQUEST,
    message: 'This very request was already sent once; it is not sent again.',
    suggestions: ['Look at the current state before trying again.'],
  },
  rateLimited: {
    status: 429,
    error_code: ConsoleErrorCode.RATE_LIMITED,
    message: 'Too many attempts.',
    suggestions: ['Wait a moment, then try again.'],
  },
  unreachable: {
    status: 502,
    error_code: ConsoleErrorCode.UPSTREAM_UNREACHABLE,
    message: 'The API behind this connection cannot be reached.',
    suggestions: [
      'Try again in a moment.',
      'Check the network of the machine that runs the console.',
    ],
  },
  cut: {
    status: 502,
    error_code: ConsoleErrorCode.UPSTREAM_CUT,
    message: 'The API behind this connection broke off before its answer came.',
    suggestions: ['Look whether the change happened before you send it again.'],
  },
  timeout: {
    status: 504,
    error_code: ConsoleErrorCode.UPSTREAM_TIMEOUT,
    message: 'The API behind this connection did not answer in time.',
    suggestions: ['Look whether the change happened before you send it again.'],
  },
  invalid: {
    status: 502,
    error_code: ConsoleErrorCode.UPSTREAM_INVALID,
    message: 'The API behind this connection gave an answer that the console cannot use.',
  },
  deviceExpired: {
    status: 410,
    error_code: ConsoleErrorCode.DEVICE_EXPIRED,
    message: 'The code has expired, or no login is under way.',
    suggestions: ['Start the login again.'],
  },
  deviceDenied: {
    status: 403,
    error_code: ConsoleErrorCode.DEVICE_DENIED,
    message: 'The login was declined on the page of Phala Cloud.',
    suggestions: ['Start the login again.'],
  },
  noLog: {
    status: 404,
    error_code: ConsoleErrorCode.NO_LOG,
    message: 'There is no such log at the moment.',
    suggestions: ['A container has a log once it has been created; the serial log starts at boot.'],
  },
  broken: {
    status: 500,
    error_code: ConsoleErrorCode.INTERNAL,
    message: 'The console itself failed on this request.',
    suggestions: ['Try again. If it stays, look at the output of the process and report it.'],
  },
} satisfies Record<string, Failure>

/** Answers a failure from the catalogue, with more exact words where the caller has them. */
export function refuse(
  failure: Failure,
  more: Partial<Failure> = {},
  headers: Record<string, string> = {},
): Response {
  const { status, ...body } = { ...failure, ...more }
  return Response.json(body, { status, headers: { 'cache-control': 'no-store', ...headers } })
}

/** A failure to be thrown where a value is expected; the app answers it. */
export class Refusal extends Error {
  readonly response: Response
  constructor(response: Response) {
    super(`refused with ${response.status}`)
    this.response = response
  }
}
