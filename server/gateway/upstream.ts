import http from 'node:http'
import https from 'node:https'
import type { LookupFunction, Socket } from 'node:net'
import { streamOf } from './stream.ts'

export type UpstreamRequest = {
  method: string
  /** Path and query below the connection's base. Built by the gateway, never by a client. */
  path: string
  headers: Record<string, string>
  body: ReadableStream<Uint8Array> | null
  signal: AbortSignal
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
  const root = base.href.replace(/\/$/, '')

  function once(request: UpstreamRequest, mayRepeat: boolean): Promise<Response> {
    const reads = request.method === 'GET' || request.method === 'HEAD'
    return new Promise((resolve, reject) => {
      const outgoing = transport.request(new URL(root + request.path), {
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
          resolve(responseOf(request.method, answer, limits.idleMs))
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

/** Throws on a status or a header that no answer of ours could have. */
function responseOf(method: string, answer: http.IncomingMessage, idleMs: number): Response {
  const { statusCode: status = 502 } = answer
  const headers: [string, string][] = []
  const { rawHeaders } = answer
  for (let at = 0; at < rawHeaders.length; at += 2)
    headers.push([rawHeaders[at] ?? '', rawHeaders[at + 1] ?? ''])
  if (isBodiless(method, status)) {
    answer.resume()
    return new Response(null, { status, headers })
  }
  return new Response(streamOf(answer, idleMs), { status, headers })
}

const isBodiless = (method: string, status = 0) =>
  method === 'HEAD' || status === 204 || status === 205 || status === 304

/** Writes a body as it comes, as fast as the other side takes it. */
async function pour(
  body: ReadableStream<Uint8Array> | null,
  outgoing: http.ClientRequest,
): Promise<void> {
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
