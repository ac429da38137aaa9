import type { IncomingMessage } from 'node:http'

/**
 * The body of a Node message as a web stream, chunk by chunk and unbuffered. A message that ends
 * before its announced end, or is silent for longer than `idleMs`, errors the stream: whoever reads
 * must never take half an answer for a whole one.
 */
export function streamOf(message: IncomingMessage, idleMs: number): ReadableStream<Uint8Array> {
  let watch: NodeJS.Timeout
  let over = false
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const fail = (error: Error) => {
          if (over) return
          over = true
          clearTimeout(watch)
          controller.error(error)
          message.destroy()
        }
        watch = setTimeout(() => fail(new Error('the upstream went silent')), idleMs)
        message.on('data', (chunk: Buffer) => {
          watch.refresh()
          controller.enqueue(new Uint8Array(chunk))
          if ((controller.desiredSize ?? 0) <= 0) message.pause()
        })
        message.on('end', () => {
          if (!message.complete) return fail(new Error('the upstream cut its answer'))
          if (over) return
          over = true
          clearTimeout(watch)
          controller.close()
        })
        message.on('error', fail)
        message.on('close', () => fail(new Error('the upstream cut its answer')))
      },
      pull: () => {
        message.resume()
      },
      cancel: () => {
        over = true
        clearTimeout(watch)
        message.destroy()
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: 64 * 1024 }),
  )
}
