import type { Connection as ConnectionName } from '../../src/contract/session.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { type Answer, headersOf } from './answer.ts'
import { createUpstream, type Limits, type UpstreamRequest } from './upstream.ts'

/** A Phala-Cloud-compatible API that this console may talk to. */
export type Connection = {
  name: ConnectionName
  /** Resolves when the status and headers are there; the body streams. Never follows a redirect. */
  send(request: UpstreamRequest): Promise<Answer>
  /**
   * The key for a person who sits at the machine itself: the sandbox's own. `cloud` has none.
   */
  ownKey?: string
  /** Where the addresses of this connection's own log streams start, besides any https address. */
  origin: string
}

/** The vendor's API, or whatever was put in its place with --cloud-url. */
export function cloudConnection(base: URL, limits: Limits): Connection {
  return { name: 'cloud', send: createUpstream(base, limits), origin: base.origin }
}

/** The API inside this process: no socket between, the same requests and answers. */
export function sandboxConnection(sandbox: Sandbox, publicUrl: () => string): Connection {
  return {
    name: 'sandbox',
    ownKey: sandbox.key,
    get origin() {
      return publicUrl()
    },
    send: ({ method, path, headers, body, signal }) =>
      sandbox.fetch({
        method,
        url: `http://sandbox.invalid${path}`,
        headers: headersOf(Object.entries(headers).flat()),
        body,
        signal,
      }),
  }
}
