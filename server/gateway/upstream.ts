import http from 'node:http'
import https from 'node:https'
import type { LookupFunction, Socket } from 'node:net'
import { urlToHttpOptions } from 'node:url'
import { type Answer, headersOf } from './answer.ts'
import type { Body, Leaving } from './asked.ts'
import { type Source, streamOf } from './stream.ts'

export type UpstreamRequest = {
  method: string
  /** Path and query below the connection's base, as a URL has them. Built by the gateway, never by a client. */
  path: string
  headers: Record<string, string>
  body: Body | null
  signal: Leaving
}

/** Milliseconds. There is no limit on how long an answer may stream, only on silence. */
export type Limits = { headersMs: number; idleMs: number }

export const LIMITS: Limits = { headersMs: 30_000, idleMs: 600_000 }

type Reason = 'unreachable' | 'timeout' | 'invalid'

/**
 * No answer came: `timeout` after the time for it, `invalid` when what came is none, `unreachable`
 * for everything else.
 */
export class UpstreamError extends Error {
  readonly reason: Reason
  constructor(reason: Reason, cause: unknown) {
    super(reason, { cause })
    this.reason = reason
  }
}

type Options = { lookup?: LookupFunction }

/**
 * A client for one base address. Node's own http instead of fetch: no redirects, no hidden
 * decompression, our own limits, and control over which connection a request goes on. Reads share
 * kept-alive connections. What changes something gets a fresh one, because a request that dies with
 * a stale connection leaves nobody knowing whether it arrived.
 */
export function createUpstream(base: URL, limits: Limits, options: Options = {}) {
  const transport = base.protocol === 'https:' ? https : http
  const agent = new transport.Agent({ keepAlive: true, maxFreeSockets: 64 })
  // Taken apart once: a URL for each call would be made and taken apart again.
  const { protocol, hostname, port, auth } = urlToHttpOptions(base)
  const root = base.pathname.replace(/\/$/, '')

  function once(request: UpstreamRequest, mayRepeat: boolean): Promise<Answer> {
    const reads = request.method === 'GET' || request.method === 'HEAD'
    return new Promise((resolve, reject) => {
      const outgoing = transport.request({
        protocol,
        hostname,
        port,
        auth,
        path: root + request.path,
        method: request.method,
        headers: request.headers,
        agent: reads ? agent : false,
        ...options,
      })
      const leave = () => outgoing.destroy(new Error('nobody waits for the answer any more'))
      if (request.signal.aborted) leave()
      else request.signal.addEventListener('abort', leave, { once: true })
      let over = false
      const deadline = setTimeout(() => {
        over = true
        reject(new UpstreamError('timeout', undefined))
        outgoing.destroy()
      }, limits.headersMs)
      outgoing.on('response', (answer) => {
        clearTimeout(deadline)
        try {
          resolve(answerOf(request.method, answer, limits.idleMs))
        } catch (error) {
          // A status or a header that no answer of ours could have: thrown here, nobody would catch it.
          reject(new UpstreamError('invalid', error))
          outgoing.destroy()
        }
      })
      outgoing.on('upgrade', (_answer, socket: Socket) => {
        clearTimeout(deadline)
        reject(new UpstreamError('invalid', new Error('switching protocols')))
        socket.destroy()
      })
      outgoing.on('error', (error: NodeJS.ErrnoException) => {
        clearTimeout(deadline)
        const stale = reads && mayRepeat && outgoing.reusedSocket && error.code === 'ECONNRESET'
        if (stale && !over && !request.signal.aborted) resolve(once(request, false))
        else reject(new UpstreamError('unreachable', error))
      })
      void pour(request.body, outgoing)
    })
  }

  return (request: UpstreamRequest) => once(request, true)
}

/** Throws on a status that no answer of ours could have. */
function answerOf(method: string, message: http.IncomingMessage, idleMs: number): Answer {
  const { statusCode: status = 502 } = message
  if (status < 200 || status > 599) throw new RangeError(`the status is ${status}`)
  const headers = headersOf(message.rawHeaders)
  if (isBodiless(method, status)) {
    message.resume()
    return { status, headers, body: null }
  }
  // Until somebody reads, nobody else listens for this.
  message.on('error', () => undefined)
  let source: Source | undefined = { message, idleMs }
  let body: ReadableStream<Uint8Array> | undefined
  return {
    status,
    headers,
    get source() {
      return source
    },
    get body() {
      source = undefined
      return (body ??= streamOf(message, idleMs))
    },
  }
}

const isBodiless = (method: string, status = 0) =>
  method === 'HEAD' || status === 204 || status === 205 || status === 304

/** Writes a body as it comes, as fast as the other side takes it. */
async function pour(body: Body | null, outgoing: http.ClientRequest): Promise<void> {
  try {
    for await (const chunk of body ?? []) {
      if (outgoing.destroyed) return
      if (!outgoing.write(chunk)) {
        await new Promise<void>((resolve) => {
          const go = () => {
            outgoing.off('drain', go).off('close', go)
            resolve()
          }
          outgoing.on('drain', go).on('close', go)
        })
      }
    }
    outgoing.end()
  } catch (error) {
    // The page went away or sent too much: the upstream request must not look complete.
    outgoing.destroy(error instanceof Error ? error : new Error('the body was cut'))
  }
}
