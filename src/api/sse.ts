/** One frame of a server-sent event stream. `event` is `message` when the frame names none. */
export type SseEvent = { event: string; data: string; id: string | undefined }

/** Characters that one frame may have; a stream that sends more is not one of ours. */
export const FRAME_LIMIT = 1024 * 1024

export type SseParser = {
  /** Takes the next piece of text, however it was cut, and returns the frames that it completes. */
  push: (text: string) => SseEvent[]
}

/**
 * Server-sent events as the HTML standard defines them: lines end in LF, CRLF or CR, several `data`
 * lines are joined, comments and unknown fields are skipped, and a frame without its closing blank
 * line is not a frame. Throws a RangeError when a frame grows over FRAME_LIMIT.
 */
export function createSseParser(): SseParser {
  let rest = ''
  /** Whether `rest` ends in a CR, which the next piece may complete. */
  let halfEnd = false
  let first = true
  let event = ''
  let id: string | undefined
  let data: string[] = []
  let size = 0

  function field(line: string): void {
    const colon = line.indexOf(':')
    if (colon === 0) return
    const name = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (name === 'data') data.push(value)
    else if (name === 'event') event = value
    else if (name === 'id' && !value.includes('\0')) id = value
  }

  function close(): SseEvent[] {
    const frame = { event: event || 'message', data: data.join('\n'), id }
    const empty = data.length === 0
    event = ''
    data = []
    size = 0
    return empty ? [] : [frame]
  }

  function checkSize(): void {
    if (size + rest.length > FRAME_LIMIT) throw new RangeError('an event is larger than 1 MB')
  }

  return {
    push(text) {
      // A line that has not ended is only kept: looking through it again with each piece would take
      // as long as its length times their number.
      if (rest !== '' && !halfEnd && !/[\r\n]/.test(text)) {
        rest += text
        checkSize()
        return []
      }
      let input = rest + text
      if (first && input !== '') {
        first = false
        if (input.startsWith('\uFEFF')) input = input.slice(1)
      }
      const frames: SseEvent[] = []
      let from = 0
      for (;;) {
        const end = lineEnd(input, from)
        if (!end) break
        const line = input.slice(from, end.at)
        from = end.next
        size += line.length
        rest = ''
        checkSize()
        if (line === '') frames.push(...close())
        else field(line)
      }
      rest = input.slice(from)
      halfEnd = rest.endsWith('\r')
      checkSize()
      return frames
    },
  }
}

/** The next line's end; none while it has not arrived, or while a CR may still get its LF. */
function lineEnd(text: string, from: number): { at: number; next: number } | undefined {
  for (let at = from; at < text.length; at++) {
    const char = text[at]
    if (char === '\n') return { at, next: at + 1 }
    if (char === '\r') {
      if (at + 1 === text.length) return undefined
      return { at, next: text[at + 1] === '\n' ? at + 2 : at + 1 }
    }
  }
  return undefined
}
