import type { IncomingMessage, ServerResponse } from 'node:http'

/** Where a body comes from; `idleMs` is how long it may be silent. */
export type Source = { message: IncomingMessage; idleMs: number }

const unread = new WeakMap<ReadableStream, Source>()

/**
 * The body of a Node message as a web stream, chunk by chunk and unbuffered. A message that ends
 * before its announced end, or is silent for longer than `idleMs`, errors the stream: whoever reads
 * must never take half an answer for a whole one.
 */
export function streamOf(message: IncomingMessage, idleMs: number): ReadableStream<Uint8Array> {
  let watch: NodeJS.Timeout | undefined
  let over = false
  // Until somebody reads, nobody else listens for this.
  message.on('error', () => undefined)
  const stream: ReadableStream<Uint8Array> = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        if (watch) return void message.resume()
        unread.delete(stream)
        const fail = (error: Error) => {
          if (over) return
          over = true
          clearTimeout(watch)
          controller.error(error)
          message.destroy()
        }
        watch = setTimeout(() => fail(new Error('the body went silent')), idleMs)
        const cut = () => {
          if (!over) fail(new Error('the body was cut'))
        }
        if (message.destroyed) return cut()
        message.on('data', (chunk: Buffer) => {
          watch?.refresh()
          controller.enqueue(new Uint8Array(chunk))
          if ((controller.desiredSize ?? 0) <= 0) message.pause()
        })
        message.on('end', () => {
          if (!message.complete) return cut()
          if (over) return
          over = true
          clearTimeout(watch)
          controller.close()
        })
        message.on('error', fail)
        message.on('close', cut)
      },
      cancel: () => {
        over = true
        clearTimeout(watch)
        message.destroy()
      },
    },
    // Nothing is asked for before somebody reads.
    { highWaterMark: 0 },
  )
  unread.set(stream, { message, idleMs })
  return stream
}

/** The message behind a stream of `streamOf` that nobody has read from: for `passOn`, once. */
export function takeSource(stream: ReadableStream): Source | undefined {
  const source = unread.get(stream)
  unread.delete(stream)
  return source
}

/**
 * Writes a body from socket to socket, with no stream in between. One that breaks off or falls silent
 * cuts the connection, so that nobody takes a part for the whole; when nobody reads any more, the
 * message is let go of.
 */
export function passOn({ message, idleMs }: Source, outgoing: ServerResponse): void {
  const cut = () => {
    clearTimeout(watch)
    if (!message.complete) outgoing.destroy()
  }
  const watch = setTimeout(() => message.destroy(), idleMs)
  message.on('error', cut)
  message.on('close', cut)
  outgoing.on('close', () => {
    clearTimeout(watch)
    if (!message.readableEnded) message.destroy()
  })
  if (message.destroyed) return cut()
  message.on('data', (chunk: Buffer) => {
    watch.refresh()
    if (!outgoing.write(chunk)) message.pause()
  })
  outgoing.on('drain', () => message.resume())
  message.on('end', () => (message.complete ? outgoing.end() : cut()))
}
