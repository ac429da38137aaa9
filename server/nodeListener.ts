import type { RequestListener, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { App } from './app.ts'
import { failures, refuse } from './gateway/failures.ts'
import { passOn, takeSource } from './gateway/stream.ts'

/**
 * Hands Node's requests to the app, with the address they came from. The answer is written here and
 * not by the adapter: on a body that breaks off the adapter appends the error's text and ends the
 * answer as if it were whole, and it holds the first bytes of a stream back.
 */
export function nodeListener(app: App): RequestListener {
  const listener = getRequestListener(
    async (request, { incoming, outgoing }) => {
      const response = await app(request, { address: incoming.socket.remoteAddress })
      await write(response, outgoing as ServerResponse)
      return RESPONSE_ALREADY_SENT
    },
    { errorHandler: () => refuse(failures.badRequest), overrideGlobalObjects: false },
  )
  return (request, response) => {
    void listener(request, response)
  }
}

async function write(response: Response, outgoing: ServerResponse): Promise<void> {
  const { body } = response
  const source = body ? takeSource(body) : undefined
  const reader = source ? undefined : body?.getReader()
  const leave = () => {
    // Whoever reads is gone: let go of what makes the body. A body that fails now fails for nobody.
    if (source) source.message.destroy()
    else reader?.cancel().catch(() => undefined)
  }
  if (outgoing.destroyed) return leave()
  outgoing.statusCode = response.status
  response.headers.forEach((value, name) => outgoing.setHeader(name, value))
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) outgoing.setHeader('set-cookie', cookies)
  if (!body) {
    outgoing.end()
    return
  }
  // Together with the first bytes if they are there already, and without them if not.
  const flush = setImmediate(() => {
    if (!outgoing.destroyed) outgoing.flushHeaders()
  })
  if (source) return passOn(source, outgoing)
  if (reader) await pump(reader, outgoing, leave)
  clearImmediate(flush)
}

async function pump(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  outgoing: ServerResponse,
  leave: () => void,
): Promise<void> {
  outgoing.once('close', leave)
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done || outgoing.destroyed) break
      if (!outgoing.write(value)) await drained(outgoing)
    }
    outgoing.off('close', leave)
    outgoing.end()
  } catch {
    // The body broke off: cut the connection, so that nobody takes a part for the whole.
    outgoing.destroy()
  }
}

/** Until more can be written, or never can. Leaves no listener behind, however often it is waited for. */
function drained(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      outgoing.off('drain', done).off('close', done)
      resolve()
    }
    outgoing.on('drain', done).on('close', done)
  })
}
