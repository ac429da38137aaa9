import type { RequestListener, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { App, Peer } from './app.ts'
import type { Answer } from './gateway/answer.ts'
import { failures, refuse } from './gateway/failures.ts'
import { STREAM_HEADER } from './gateway/headers.ts'
import { passOn, takeSource } from './gateway/stream.ts'
import { plainRead } from './nodeRead.ts'

/**
 * Hands Node's requests to the app, with the address they came from. The answer is written here and
 * not by the adapter: on a body that breaks off the adapter appends the error's text and ends the
 * answer as if it were whole, and it holds the first bytes of a stream back.
 */
export function nodeListener(app: App): RequestListener {
  const listener = getRequestListener(
    async (request, { incoming, outgoing }) => {
      const answer = await app(request, peerOf(incoming))
      await write(answer, outgoing as ServerResponse)
      return RESPONSE_ALREADY_SENT
    },
    { errorHandler: () => refuse(failures.badRequest), overrideGlobalObjects: false },
  )
  return (incoming, outgoing) => {
    const read = plainRead(incoming, outgoing)
    if (!read) return void listener(incoming, outgoing)
    app(read, peerOf(incoming))
      .then((answer) => write(answer, outgoing))
      // Whoever waits learns that nothing comes.
      .catch(() => outgoing.destroy())
  }
}

const peerOf = ({ socket }: { socket: { remoteAddress?: string | undefined } }): Peer => ({
  address: socket.remoteAddress,
})

async function write(answer: Answer, outgoing: ServerResponse): Promise<void> {
  if (answer.whole && !outgoing.destroyed) {
    outgoing.writeHead(answer.status, linesOf(answer)).end(answer.whole)
    return
  }
  // Looked at before the body is: a body that was looked at is a stream.
  const source = answer.source ?? (answer.body && takeSource(answer.body))
  const body = source ? null : answer.body
  const reader = body?.getReader()
  const leave = () => {
    // Whoever reads is gone: let go of what makes the body. A body that fails now fails for nobody.
    if (source) source.message.destroy()
    else reader?.cancel().catch(() => undefined)
  }
  if (outgoing.destroyed) return leave()
  if (!source && !reader) {
    // Node says by itself how long an answer without a body is, as long as no head is written.
    outgoing.statusCode = answer.status
    answer.headers.forEach((value, name) => outgoing.appendHeader(name, value))
    outgoing.end()
    return
  }
  // `listen` looks for this one when it stops.
  if (answer.headers.has(STREAM_HEADER)) outgoing.setHeader(STREAM_HEADER, 'no')
  outgoing.writeHead(answer.status, linesOf(answer))
  // Together with the first bytes if they are there already, and without them if not.
  const flush = setImmediate(() => {
    if (!outgoing.destroyed) outgoing.flushHeaders()
  })
  if (source) return passOn(source, outgoing)
  if (reader) await pump(reader, outgoing, leave)
  clearImmediate(flush)
}

function linesOf({ headers }: Answer): string[] {
  const lines: string[] = []
  headers.forEach((value, name) => lines.push(name, value))
  return lines
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
