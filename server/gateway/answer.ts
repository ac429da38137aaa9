import type { Source } from './stream.ts'

/** The headers of an answer, as far as the gateway touches them; a web `Headers` has all of it. */
export type AnswerHeaders = Pick<
  Headers,
  'get' | 'has' | 'set' | 'append' | 'delete' | 'getSetCookie'
> & { forEach(act: (value: string, name: string) => void): void }

/**
 * What is answered. A web Response has this shape; what an API has answered is given it without one
 * being made, because a Response with its stream costs more than all the rest of passing a call on.
 */
export type Answer = {
  readonly status: number
  readonly headers: AnswerHeaders
  /** To be read once, by whoever looked at it. */
  readonly body: ReadableStream<Uint8Array> | null
  /** Where the body comes from, as long as nobody has looked at it: for `passOn`. */
  readonly source?: Source | undefined
  /** All of the body, where it is there: `body` is the same, as a stream. */
  readonly whole?: Bytes | undefined
}

export type Bytes = Uint8Array<ArrayBuffer>

/** An answer whose body is there. */
export const wholeAnswer = (status: number, headers: AnswerHeaders, whole: Bytes): Answer => ({
  status,
  headers,
  whole,
  get body() {
    return new Response(whole).body
  },
})

/** For whoever wants a real one. */
export function responseOf(answer: Answer): Response {
  if (answer instanceof Response) return answer
  const headers = new Headers()
  answer.headers.forEach((value, name) => headers.append(name, value))
  return new Response(answer.whole ?? answer.body, { status: answer.status, headers })
}

/** Headers as they came from a socket: names and values in turn. */
export function headersOf(raw: readonly string[]): AnswerHeaders {
  const headers = new PlainHeaders()
  for (let at = 0; at < raw.length; at += 2) headers.append(raw[at] ?? '', raw[at + 1] ?? '')
  return headers
}

const ALONE = 'set-cookie'

/**
 * What is asked of `Headers`, on a map: one line for each name, and one for each cookie. A class,
 * because one is made for each call.
 */
class PlainHeaders implements AnswerHeaders {
  readonly #lines = new Map<string, string>()
  #cookies: string[] = []

  get(name: string): string | null {
    const line = name.toLowerCase()
    if (line === ALONE && this.#cookies.length > 0) return this.#cookies.join(', ')
    return this.#lines.get(line) ?? null
  }

  has(name: string): boolean {
    return this.get(name) !== null
  }

  set(name: string, value: string): void {
    this.delete(name)
    this.append(name, value)
  }

  append(name: string, value: string): void {
    const line = name.toLowerCase()
    const before = this.#lines.get(line)
    if (line === ALONE) this.#cookies.push(value)
    else this.#lines.set(line, before === undefined ? value : `${before}, ${value}`)
  }

  delete(name: string): void {
    const line = name.toLowerCase()
    if (line === ALONE) this.#cookies = []
    else this.#lines.delete(line)
  }

  getSetCookie(): string[] {
    return [...this.#cookies]
  }

  forEach(act: (value: string, name: string) => void): void {
    this.#lines.forEach(act)
    for (const value of this.#cookies) act(value, ALONE)
  }
}
