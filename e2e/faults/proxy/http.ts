import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Recorded, type Rule, ruleFor } from '../../harness/cloud.ts'

export type FaultyProxy = {
  port: number
  /** Everything that was asked, in order: `GET /session`. What else it said may be secret. */
  requests: string[]
  /** Adds a fault in front of those that are there; calling the result takes it out again. */
  rule(rule: Rule): () => void
  close(): Promise<void>
}

/** Passes every request on to `target` as it is, and its answer back, except where a rule answers. */
export async function startFaultyProxy(target: () => number): Promise<FaultyProxy> {
  const requests: string[] = []
  const rules: Rule[] = []

  function passOn(request: Recorded): Promise<http.IncomingMessage> {
    return new Promise((resolve, reject) => {
      const { method, path, headers, body } = request
      const onward = http.request({ host: '127.0.0.1', port: target(), method, path, headers })
      onward.on('response', resolve).on('error', reject).end(body)
    })
  }

  async function handle(incoming: http.IncomingMessage, response: http.ServerResponse) {
    const request = await recorded(incoming)
    requests.push(`${request.method} ${request.path}`)
    const rule = ruleFor(rules, request)
    const carryOut = async () => textOf(await passOn(request))
    if (rule) return rule.answer(response, request, carryOut)
    const answer = await passOn(request)
    response.on('close', () => answer.destroy())
    answer.on('error', () => response.destroy())
    response.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
    response.flushHeaders()
    answer.pipe(response)
  }

  const server = http.createServer((incoming, response) => {
    // What goes wrong on the other side goes wrong on this one: the connection is cut.
    handle(incoming, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    rule: (rule) => {
      rules.unshift(rule)
      return () => void rules.splice(rules.indexOf(rule), 1)
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
    },
  }
}

async function recorded(incoming: http.IncomingMessage): Promise<Recorded> {
  const { method = 'GET', url = '/', headers } = incoming
  return { method, path: url, headers, body: await textOf(incoming) }
}

async function textOf(message: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
