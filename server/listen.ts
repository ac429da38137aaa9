import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { STREAM_HEADER } from './gateway/headers.ts'

/** A socket that listens already, and answers once it was given something to answer with. */
export type Listening = {
  port: number
  server: Server
  answerWith(listener: RequestListener): void
  /** Stops accepting, lets running answers end for up to `graceMs`, then cuts what is left. */
  close(graceMs: number): Promise<void>
}

/** Takes the port first: whoever cannot have it must not touch the data of the one who has it. */
export async function listen(
  host: string,
  port: number,
  server: Server = hardened(),
): Promise<Listening> {
  let answer: RequestListener = (_request, response) => {
    response.writeHead(503, { 'retry-after': '1', 'content-type': 'text/plain' })
    response.end('starting\n')
  }
  const open = new Set<ServerResponse>()
  server.on('request', (request, response) => {
    open.add(response)
    response.once('close', () => open.delete(response))
    answer(request, response)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  return {
    port: (server.address() as AddressInfo).port,
    server,
    answerWith: (listener) => {
      answer = listener
    },
    close: (graceMs) => {
      const closed = close(server, graceMs)
      // Streams have no end to wait for; whoever reads one opens it again elsewhere.
      for (const one of open) if (one.getHeader(STREAM_HEADER) === 'no') one.destroy()
      return closed
    },
  }
}

/** Milliseconds. */
type Patience = {
  headersTimeout: number
  requestTimeout: number
  connectionsCheckingInterval: number
  keepAliveTimeout: number
}

const PATIENCE: Patience = {
  // Slow senders: so much time for the headers, and for a whole request with its body.
  headersTimeout: 15_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 5_000,
  keepAliveTimeout: 75_000,
}

export function hardened(patience: Patience = PATIENCE): Server {
  return createServer({
    ...patience,
    // Several sealed sign-ins and long links fit; anything above is answered 431.
    maxHeaderSize: 32 * 1024,
    noDelay: true,
  })
}

async function close(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve())
  })
  // A connection that was busy when the server stopped becomes idle later, and would be kept.
  const sweep = setInterval(() => server.closeIdleConnections(), 50)
  const cut = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearInterval(sweep)
  clearTimeout(cut)
}
