import type { Asked } from './asked.ts'
import { failures, refuse, Refusal } from './failures.ts'

/** Refuses a body that announces itself as too large, before a byte of it is read. */
export function checkLength(request: Pick<Asked, 'headers'>, max: number): void {
  const length = Number(request.headers.get('content-length') ?? 0)
  if (length > max) throw new Refusal(tooLarge(max))
}

/** The same limit for a body that does not say how long it is: it errors at the first byte over. */
export function limited(body: ReadableStream<Uint8Array>, max: number): ReadableStream<Uint8Array> {
  let seen = 0
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        seen += chunk.byteLength
        if (seen > max) controller.error(new Refusal(tooLarge(max)))
        else controller.enqueue(chunk)
      },
    }),
  )
}

/** Reads a small body to its end; throws a Refusal when it is longer than `max` bytes. */
export async function readText(
  body: ReadableStream<Uint8Array> | null,
  max: number,
): Promise<string> {
  if (!body) return ''
  const decoder = new TextDecoder()
  let text = ''
  let seen = 0
  for await (const chunk of body) {
    seen += chunk.byteLength
    if (seen > max) throw new Refusal(tooLarge(max))
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

function tooLarge(max: number): Response {
  const size = max >= 1024 * 1024 ? `${max / 1024 / 1024} MB` : `${max / 1024} KB`
  return refuse(failures.tooLarge, {
    message: `The request is larger than the ${size} allowed here.`,
  })
}
