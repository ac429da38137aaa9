import type { Connection as ConnectionName } from '../../src/contract/session.ts'
import { failures, refuse, Refusal } from './failures.ts'
import { UpstreamError } from './upstream.ts'

/** The answer to the page when a connection gave none. */
export function noAnswer(error: unknown, connection: ConnectionName): Response {
  if (error instanceof Refusal) return error.response
  if (!(error instanceof UpstreamError)) throw error
  if (error.cause instanceof Refusal) return error.cause.response
  const name = connection === 'cloud' ? 'Phala Cloud' : 'The sandbox'
  if (error.reason === 'timeout') {
    return refuse(failures.timeout, { message: `${name} did not answer in time.` })
  }
  if (error.reason === 'invalid') {
    return refuse(failures.invalid, { message: `${name} gave an answer that is not one of HTTP.` })
  }
  const code = (error.cause as NodeJS.ErrnoException | undefined)?.code
  if (code === 'ECONNRESET' || code === 'EPIPE') {
    return refuse(failures.cut, {
      message: `${name} broke off before its answer came (${code}).`,
    })
  }
  return refuse(failures.unreachable, {
    message: `${name} cannot be reached${code ? ` (${code})` : ''}.`,
  })
}
