import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cpuTime } from '../../test/cpuTime.ts'
import { createLogReader, LINE_LIMIT } from './logLines.ts'
import { createSseParser, FRAME_LIMIT, type SseEvent } from './sse.ts'

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      'data',
      ':',
      ' ',
      '\n',
      '\r',
      '\r\n',
      '\n\n',
      'event',
      'id',
      '\0',
      '\uFEFF',
      '{"',
      'x',
    ),
  }),
)

/** Cuts a text at any places. */
const cut = (whole: string, cuts: readonly number[]): string[] => {
  const places = cuts.map((one) => one % (whole.length + 1)).toSorted((a, b) => a - b)
  return [0, ...places].map((from, n) => whole.slice(from, places[n] ?? whole.length))
}

test('frames are the same, however the text of a stream was cut', () => {
  fc.assert(
    fc.property(text, fc.array(fc.nat(), { maxLength: 8 }), (whole, cuts) => {
      const read = (parts: string[]): SseEvent[] => {
        const parser = createSseParser()
        return parts.flatMap((part) => parser.push(part))
      }
      expect(read(cut(whole, cuts))).toEqual(read([whole]))
    }),
    { numRuns: 500 },
  )
})

test('a frame that never ends is refused in time, in however small pieces it comes', () => {
  for (const piece of ['x'.repeat(64), 'data: x\n', ':']) {
    const parser = createSseParser()
    const pour = () => {
      for (let sent = 0; sent <= 2 * FRAME_LIMIT; sent += piece.length) parser.push(piece)
    }
    expect(cpuTime(() => expect(pour).toThrow('larger'))).toBeLessThan(2000)
  }
})

test('frames that hold nothing may go on for ever', () => {
  const parser = createSseParser()
  const frames = Array.from({ length: 100_000 }, () => parser.push('\r')).flat()
  expect(frames).toEqual([])
})

test('log lines are all that was written, in lines that end somewhere', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.array(fc.nat(), { maxLength: 8 }),
      (whole, cuts) => {
        const read = (parts: string[]) => {
          const reader = createLogReader()
          return [...parts.flatMap((part) => reader.push(part)), ...reader.end()]
        }
        const lines = read(cut(whole, cuts))
        expect(lines).toEqual(read([whole]))
        for (const { channel, text: line } of lines) {
          expect(['stdout', 'stderr']).toContain(channel)
          expect(line).not.toContain('\n')
        }
      },
    ),
    { numRuns: 500 },
  )
})

test('any record of a log is read or shown as it is', () => {
  const record = fc.record(
    {
      channel: fc.oneof(fc.constantFrom('stdout', 'stderr'), fc.jsonValue({ maxDepth: 1 })),
      message: fc.oneof(fc.string(), fc.base64String(), fc.jsonValue({ maxDepth: 1 })),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(record, (one) => {
      const line = JSON.stringify(one)
      const lines = createLogReader().push(`${line}\n`)
      expect(lines.length).toBeGreaterThan(0)
      const known =
        (one.channel === 'stdout' || one.channel === 'stderr') && typeof one.message === 'string'
      expect(known || lines[0]?.text === line).toBe(true)
    }),
  )
})

test('a line without end comes in pieces', () => {
  const reader = createLogReader()
  const lines = Array.from({ length: 40 }, () => reader.push('x'.repeat(10_000))).flat()
  expect(lines.every(({ text: line }) => line.length <= LINE_LIMIT)).toBe(true)
  expect([...lines, ...reader.end()].map(({ text: line }) => line).join('')).toBe(
    'x'.repeat(400_000),
  )
})
