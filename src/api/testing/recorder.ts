import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Clock } from '../clock.ts'
import { setTransport } from '../http.ts'

export type Recorded = {
  method: string
  /** Path and query, as on the wire. */
  url: string
  headers: Record<string, string | string[] | undefined>
  body: string
}

/** `cut` promises more than it sends, `hang` never answers, `reset` closes the connection. */
export type Reply = {
  status?: number
  headers?: Record<string, string>
  body?: unknown
  fault?: 'cut' | 'hang' | 'reset'
}

export type Recorder = {
  requests: Recorded[]
  /** Answers in this order; after the last one, every request gets a 500. */
  replies: (Reply | ((request: Recorded) => Reply | Promise<Reply>))[]
  origin: string
  close: () => Promise<void>
}

/** A server on this machine that writes down what it was asked, with the calls pointed at it. */
export async function startRecorder(clock?: Clock): Promise<Recorder> {
  const requests: Recorded[] = []
  const replies: Recorder['replies'] = []
  const server = createServer((request, response) => {
    void (async () => {
      let body = ''
      for await (const chunk of request) body += String(chunk)
      const recorded = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body,
      }
      requests.push(recorded)
      const next = replies.shift() ?? { status: 500, body: { detail: 'no reply was prepared' } }
      const reply = typeof next === 'function' ? await next(recorded) : next
      if (reply.fault === 'hang') return
      if (reply.fault === 'reset') {
        request.socket.destroy()
        return
      }
      const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body ?? '')
      const bytes = reply.body === undefined ? '' : text
      response.writeHead(reply.status ?? 200, {
        'content-type': 'application/json',
        ...(reply.fault === 'cut' ? { 'content-length': String(bytes.length + 100) } : {}),
        ...reply.headers,
      })
      response.write(bytes)
      if (reply.fault === 'cut') setTimeout(() => request.socket.destroy(), 5)
      else response.end()
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`
  const restore = setTransport(clock ? { origin, clock } : { origin })
  return {
    requests,
    replies,
    origin,
    close: async () => {
      restore()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A clock that only moves when something sleeps on it, and remembers for how long. */
export function fakeClock(start = Date.parse('2026-01-01T00:00:00Z')): Clock & { slept: number[] } {
  let time = start
  const slept: number[] = []
  return {
    slept,
    now: () => time,
    sleep: (ms, signal) => {
      slept.push(ms)
      if (signal?.aborted) return Promise.reject(signal.reason)
      time += ms
      return Promise.resolve()
    },
  }
}
