import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Recorded = {
  method: string
  /** Path and query, without the prefix of the API. */
  path: string
  /** The API key is there as its `fingerprint` only: what is recorded is printed when a test fails. */
  headers: IncomingMessage['headers']
  body: string
}

/** By which a test knows an API key again without holding it out to whoever reads the output. */
export const fingerprint = (key: string): string =>
  `sha256:${createHash('sha256').update(key).digest('hex').slice(0, 16)}`

function withoutKey(request: Recorded): Recorded {
  const key = request.headers['x-api-key']
  if (typeof key !== 'string') return request
  return { ...request, headers: { ...request.headers, 'x-api-key': fingerprint(key) } }
}

/** What happens to a request instead of being passed on. `answer` writes the response, or cuts it. */
export type Rule = {
  method?: string
  path: RegExp
  /** Only those that say this. */
  body?: string
  /** How many requests it is for; all when absent. */
  times?: number
  answer: (
    response: ServerResponse,
    request: Recorded,
    /** Has it carried out all the same; resolves to what it was answered. */
    carryOut: () => Promise<string>,
  ) => void | Promise<void>
}

export type FakeCloud = {
  /** For `--cloud-url`. */
  url: string
  /** Everything that was asked, in order. */
  requests: Recorded[]
  /** Adds a fault in front of those that are there; calling the result takes it out again. */
  rule(rule: Rule): () => void
  /** Where what no rule answers is passed on to: the sandbox of a server that needed this one's URL. */
  passTo(target: string): void
  /** No rules, nothing recorded: between two tests. */
  reset(): void
  close(): Promise<void>
}

/**
 * A stand-in for Phala Cloud: passes every request on to `target` (the sandbox of a server, its
 * plain API), records it, and fails where the test has made a rule.
 */
export async function startCloud(passedTo?: string): Promise<FakeCloud> {
  let target = passedTo
  const requests: Recorded[] = []
  const rules: Rule[] = []
  const server = createServer((incoming, response) => {
    void handle(incoming, response).catch((error: unknown) => response.destroy(error as Error))
  })

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const request: Recorded = {
      method: incoming.method ?? 'GET',
      path: (incoming.url ?? '').replace(/^\/api\/v1/, ''),
      headers: incoming.headers,
      body: Buffer.concat(chunks).toString(),
    }
    requests.push(withoutKey(request))
    const rule = ruleFor(rules, request)
    if (rule) {
      return rule.answer(response, request, async () =>
        target ? (await ask(target, request)).text() : '',
      )
    }
    if (!target) {
      response.writeHead(404, { 'content-type': 'application/json' })
      response.end('{"detail":"nothing is here"}')
      return
    }
    await passOn(target, request, response)
  }

  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`,
    requests,
    rule: (rule) => {
      rules.unshift(rule)
      return () => {
        rules.splice(rules.indexOf(rule), 1)
      }
    },
    passTo: (to) => {
      target = to
    },
    reset: () => {
      rules.length = 0
      requests.length = 0
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
    },
  }
}

/** The rule that a request is for, which counts as used by it. */
export function ruleFor(rules: readonly Rule[], request: Recorded): Rule | undefined {
  const rule = rules.find(
    (one) =>
      one.path.test(request.path) &&
      (one.method ?? request.method) === request.method &&
      (one.body ?? request.body) === request.body &&
      (one.times ?? 1) > 0,
  )
  if (rule?.times !== undefined) rule.times -= 1
  return rule
}

/** An answer for `rule`: a status with what the API says. */
export const refuse = (status: number, body: unknown): Rule['answer'] => {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
  }
}

/** An answer for `rule`: it is carried out, and nobody ever hears of it. */
export const loseAnswer: Rule['answer'] = async (response, _request, carryOut) => {
  await carryOut()
  response.destroy()
}

async function passOn(target: string, request: Recorded, response: ServerResponse): Promise<void> {
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  const answer = await ask(target, request, gone.signal)
  response.writeHead(answer.status, {
    'content-type': answer.headers.get('content-type') ?? 'application/json',
  })
  response.flushHeaders()
  for await (const chunk of answer.body ?? []) response.write(chunk)
  response.end()
}

function ask(target: string, request: Recorded, signal?: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string' && !/^(host|connection|content-length)$/.test(name)) {
      headers[name] = value
    }
  }
  return fetch(target + request.path, {
    method: request.method,
    headers: { ...headers, 'accept-encoding': 'identity' },
    body: request.body === '' ? null : request.body,
    ...(signal && { signal }),
    redirect: 'manual',
  })
}
