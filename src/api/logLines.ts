import * as v from 'valibot'

export type LogChunkLine = { channel: 'stdout' | 'stderr'; text: string }

/** Characters that one line may have before it is cut in two: a log without newlines stays bounded. */
export const LINE_LIMIT = 64 * 1024

const Record = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ channel: v.picklist(['stdout', 'stderr']), message: v.string() }),
)

const UTF8 = new TextDecoder('utf-8', { fatal: true })

export type LogReader = {
  push: (text: string) => LogChunkLine[]
  /** The last line, when the log does not end in a newline. */
  end: () => LogChunkLine[]
}

/**
 * Takes a log apart into lines. It is raw text, or lines of `{"channel","message"}` whose message is
 * base64 or text; which of the two is decided line by line, because an application may well print
 * JSON of its own.
 */
export function createLogReader(): LogReader {
  let rest = ''
  return {
    push(text) {
      const pieces = (rest + text).split('\n')
      rest = pieces.pop() ?? ''
      const lines = pieces.flatMap(linesOf)
      while (rest.length > LINE_LIMIT) {
        lines.push(...linesOf(rest.slice(0, LINE_LIMIT)))
        rest = rest.slice(LINE_LIMIT)
      }
      return lines
    },
    end() {
      const last = rest
      rest = ''
      return last === '' ? [] : linesOf(last)
    },
  }
}

function linesOf(piece: string): LogChunkLine[] {
  const line = piece.endsWith('\r') ? piece.slice(0, -1) : piece
  if (!line.startsWith('{"')) return [{ channel: 'stdout', text: line }]
  const record = v.safeParse(Record, line)
  if (!record.success) return [{ channel: 'stdout', text: line }]
  const { channel, message } = record.output
  const text = decoded(message).replace(/\r?\n$/, '')
  return text.split(/\r?\n/).map((part) => ({ channel, text: part }))
}

/** Base64 looks like base64 and decodes to UTF-8; anything else is the text itself. */
function decoded(message: string): string {
  if (message === '' || message.length % 4 !== 0) return message
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(message)) return message
  try {
    const bytes = atob(message)
    // Most of what is logged is ASCII, and that is UTF-8 as it stands.
    if (!/[\u0080-\u00ff]/.test(bytes)) return bytes
    return UTF8.decode(Uint8Array.from(bytes, (char) => char.charCodeAt(0)))
  } catch {
    return message
  }
}
