import type { LogQuery } from './logQuery.ts'
import type { LogLine } from './timeline.ts'

type Format = Pick<LogQuery, 'timestamps' | 'ansi' | 'text'>

const COLOUR = /\u001B\[[0-9;]*m/g

/**
 * One line as it goes over the wire. With `text` as it is; otherwise as JSON that says which channel
 * it is of, the message in base64, the form in which the vendor's client tells stderr from stdout.
 */
export function formatLine(line: LogLine, { timestamps, ansi, text }: Format): string {
  const said = ansi ? line.text : line.text.replace(COLOUR, '')
  const full = timestamps ? `${dockerTime(line.time)} ${said}` : said
  if (text) return `${full}\n`
  const message = Buffer.from(`${full}\n`).toString('base64')
  return `{"channel":"${line.channel}","message":"${message}"}\n`
}

/**
 * A streaming answer. It is made as fast as it is read, never faster; when the reader goes away,
 * `stop` is called.
 */
export function logResponse(
  lines: AsyncIterable<LogLine[]> | Iterable<LogLine[]>,
  format: Format,
  stop: () => void = () => {},
): Response {
  const encoder = new TextEncoder()
  const source = async function* () {
    for await (const batch of lines) {
      yield encoder.encode(batch.map((line) => formatLine(line, format)).join(''))
    }
  }
  const iterator = source()
  const body = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const { done, value } = await iterator.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      cancel: async () => {
        stop()
        await iterator.return(undefined)
      },
    },
    { highWaterMark: 1 },
  )
  return new Response(body, {
    headers: {
      'content-type': format.text ? 'text/plain; charset=utf-8' : 'application/x-ndjson',
      'cache-control': 'no-store',
      'access-control-allow-origin': '*',
    },
  })
}

/** RFC 3339 with nanoseconds, as `docker logs --timestamps` writes it. */
export function dockerTime(ms: number): string {
  const whole = Math.floor(ms)
  const nanos = Math.floor((ms - whole) * 1e6)
  return `${new Date(whole).toISOString().slice(0, -1)}${String(nanos).padStart(6, '0')}Z`
}
