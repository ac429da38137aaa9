import type { Connection as ConnectionName } from '../../src/contract/session.ts'
import { failures, refuse, Refusal } from './failures.ts'
import { UpstreamError } from './upstream.ts'

const READ_AGAIN = { suggestions: ['Try again in a moment.'] }

/** The answer to the page when a connection gave none to a call that reads, or that `changes` something. */
export function noAnswer(
  error: unknown,
  connection: ConnectionName,
  changes: boolean = false,
): Response {
  if (error instanceof Refusal) return error.response
  if (!(error instanceof UpstreamError)) throw error
  if (error.cause instanceof Refusal) return error.cause.response
  const name = connection === 'cloud' ? 'Phala Cloud' : 'The sandbox'
  if (error.reason === 'timeout') {
    const message = `${name} did not answer in time.`
    return refuse(failures.timeout, { message, ...(!changes && READ_AGAIN) })
  }
  if (error.reason === 'invalid') {
    return refuse(failures.invalid, { message: `${name} gave an answer that is not one of HTTP.` })
  }
  const code = (error.cause as NodeJS.ErrnoException | undefined)?.code
  if (code === 'ECONNRESET' || code === 'EPIPE') {
    const message = `${name} broke off before its answer came (${code}).`
    return refuse(failures.cut, { message, ...(!changes && READ_AGAIN) })
  }
  return refuse(failures.unreachable, {
    message: `${name} cannot be reached${code ? ` (${code})` : ''}.`,
  })
}
