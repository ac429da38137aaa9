import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Asked, Body, Leaving } from './gateway/asked.ts'

/** An IPv4 address or a name, and a port, in which a URL changes nothing either. */
const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
const NAME = '(?!.*xn--)(?:[a-z0-9-]+\\.)*[a-z][a-z0-9-]*'
const PORT = '[1-9]\\d{2,3}|[1-5]\\d{4}|6[0-4]\\d{3}'
const HOST = new RegExp(`^(?:(?:${OCTET}\\.){3}${OCTET}|${NAME})(?::(?:${PORT}))?$`)

/**
 * A path and query below `/api/v1` or `/sandbox/api/v1` in which a URL changes nothing: no escape, backslash, fragment, and
 * no segment of dots.
 */
const TARGET =
  /^((?:\/sandbox)?\/api\/v1(?:\/(?!\.{1,2}(?:[/?]|$))[A-Za-z0-9_.-]+)+)(\?[A-Za-z0-9_.~%+&=:,;@!*()/-]+)?$/

/** Bytes of a body. Whoever sends more goes through the adapter. */
const MAX_BODY = 64 * 1024

/**
 * What a page asks all day, as it came from Node: what it reads, and statuses. Undefined for everything
 * else, which goes through the adapter. Nothing is judged here but whether the request is so plain that
 * both ways read the same.
 */
export function plainRead(incoming: IncomingMessage, outgoing: ServerResponse): Asked | undefined {
  const { method, url = '' } = incoming
  if (method !== 'GET' && method !== 'POST') return undefined
  const [, pathname, search = ''] = TARGET.exec(url) ?? []
  if (pathname === undefined) return undefined
  const headers = linesOf(incoming.rawHeaders)
  const host = headers?.get('host')
  if (!headers || host === undefined || !HOST.test(host)) return undefined
  if (method === 'POST' && !isShort(headers)) return undefined
  return {
    method,
    url: `http://${host}${url}`,
    place: { host, pathname, search },
    headers: { get: (name) => headers.get(name) ?? null, has: (name) => headers.has(name) },
    body: method === 'POST' ? gathered(incoming) : null,
    signal: leavingOf(outgoing),
  }
}

/** Whether a body is announced as one that nobody stops reading halfway. */
const isShort = (headers: ReadonlyMap<string, string>) =>
  /^\d{1,5}$/.test(headers.get('content-length') ?? '') &&
  Number(headers.get('content-length')) <= MAX_BODY

/** A short body, whole: a stream would cost more than most answers. Nothing is read before somebody asks. */
async function* gathered(incoming: IncomingMessage): Body {
  const chunks: Buffer[] = []
  let whole = false
  yield await new Promise<Buffer>((resolve, reject) => {
    const cut = () => {
      if (!whole) reject(new Error('the body was cut'))
    }
    if (incoming.destroyed) cut()
    incoming.on('error', reject).on('close', cut)
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      whole = true
      resolve(Buffer.concat(chunks))
    })
  })
}

/** Undefined where a header comes more than once. */
function linesOf(raw: readonly string[]): Map<string, string> | undefined {
  const lines = new Map<string, string>()
  for (let at = 0; at < raw.length; at += 2) {
    lines.set((raw[at] ?? '').toLowerCase(), raw[at + 1] ?? '')
  }
  return lines.size * 2 === raw.length ? lines : undefined
}

/** Whoever closes the connection before all was written does not wait for the rest. */
function leavingOf(outgoing: ServerResponse): Leaving {
  return {
    get aborted() {
      return outgoing.closed && !outgoing.writableFinished
    },
    addEventListener: (_abort, act) => {
      outgoing.once('close', () => {
        if (!outgoing.writableFinished) act()
      })
    },
  }
}
