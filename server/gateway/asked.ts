/** Tells when nobody waits for an answer any more; an AbortSignal is one. */
export type Leaving = {
  readonly aborted: boolean
  addEventListener(type: 'abort', act: () => void, options?: { once: boolean }): void
}

/**
 * What is asked, as far as a call of the API needs it. A web Request has this shape, and Node's own
 * request is given it without one being made (`nodeRead.ts`): what guards the API reads nothing else.
 */
export type Asked = {
  readonly method: string
  readonly url: string
  /** The parts of `url`, where they are known without taking it apart. */
  readonly place?: Place
  readonly headers: Pick<Headers, 'get' | 'has'>
  readonly body: Body | null
  readonly signal: Leaving
}

/** Bytes as they come; a ReadableStream is one. */
export type Body = AsyncIterable<Uint8Array>

/** The parts of an address that are looked at; a URL has them. */
export type Place = Pick<URL, 'host' | 'pathname' | 'search'>

/** For whoever wants a real one. */
export function abortSignalOf(leaving: Leaving): AbortSignal {
  if (leaving instanceof AbortSignal) return leaving
  const controller = new AbortController()
  if (leaving.aborted) controller.abort()
  else leaving.addEventListener('abort', () => controller.abort(), { once: true })
  return controller.signal
}
