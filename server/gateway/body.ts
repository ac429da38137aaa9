import type { Asked, Body } from './asked.ts'
import { failures, refuse, Refusal } from './failures.ts'

/** Refuses a body that announces itself as too large, before a byte of it is read. */
export function checkLength(request: Pick<Asked, 'headers'>, max: number): void {
  const length = Number(request.headers.get('content-length') ?? 0)
  if (length > max) throw new Refusal(tooLarge(max))
}

/** The same limit for a body that does not say how long it is: it errors at the first byte over. */
export async function* limited(body: Body, max: number): Body {
  let seen = 0
  for await (const chunk of body) {
    seen += chunk.byteLength
    if (seen > max) throw new Refusal(tooLarge(max))
    yield chunk
  }
}

/** Reads a small body to its end; throws a Refusal when it is longer than `max` bytes. */
export async function readText(body: Body | null, max: number): Promise<string> {
  if (!body) return ''
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of limited(body, max)) text += decoder.decode(chunk, { stream: true })
  return text + decoder.decode()
}

function tooLarge(max: number): Response {
  const size = max >= 1024 * 1024 ? `${max / 1024 / 1024} MB` : `${max / 1024} KB`
  return refuse(failures.tooLarge, {
    message: `The request is larger than the ${size} allowed here.`,
  })
}
