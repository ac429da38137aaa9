import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { watchCvmState } from './cvmStateStream.ts'
import type { StateEvent } from './cvmStateStream.ts'
import { createLogReader, LINE_LIMIT } from './logLines.ts'
import { readLog } from './logs.ts'
import { createSseParser, FRAME_LIMIT } from './sse.ts'
import { startRecorder } from './testing/recorder.ts'
import type { Recorder } from './testing/recorder.ts'

/** Cuts a text at the given places. */
function pieces(text: string, cuts: number[]): string[] {
  const at = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b)
  return [0, ...at].map((from, i) => text.slice(from, at[i] ?? text.length))
}

describe('server-sent events', () => {
  const parse = (parts: string[]) => {
    const parser = createSseParser()
    return parts.flatMap((part) => parser.push(part))
  }

  it('joins data lines, skips comments and unknown fields, and defaults the name', () => {
    const text =
      ': hello\nevent: state\ndata: {"a":\ndata:1}\nretry: 5\nid: 3\n\ndata: x\n\nevent: y\n\n'
    expect(parse([text])).toEqual([
      { event: 'state', data: '{"a":\n1}', id: '3' },
      { event: 'message', data: 'x', id: '3' },
    ])
  })

  it('does not take a frame for one before its blank line', () => {
    expect(parse(['event: state\ndata: {}\n'])).toEqual([])
  })

  const line = fc.stringMatching(/^[a-z0-9 :{}"ü]{0,20}$/)
  const frames = fc.array(
    fc.record({
      event: fc.constantFrom('state', 'complete'),
      data: fc.array(line, { minLength: 1 }),
    }),
  )

  it('reads the same frames however the stream is cut and whichever line ends it has', () => {
    fc.assert(
      fc.property(
        frames,
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.array(fc.nat(5000)),
        (events, end, cuts) => {
          const text = events
            .map(({ event, data }) =>
              [`event: ${event}`, ...data.map((one) => `data: ${one}`), '', ''].join(end),
            )
            .join('')
          // A lone CR at the very end may still become CRLF: only more text tells.
          const read = parse([...pieces(text, cuts), ':'])
          const expected = events.map(({ event, data }) => ({ event, data: data.join('\n') }))
          expect(read.map(({ event, data }) => ({ event, data }))).toEqual(expected)
        },
      ),
    )
  })

  it('never throws on noise, and refuses to buffer without end', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (parts) => {
        expect(Array.isArray(parse(parts))).toBe(true)
      }),
    )
    expect(() => parse(['data: ', 'x'.repeat(FRAME_LIMIT + 1)])).toThrow(RangeError)
    const parser = createSseParser()
    expect(() => {
      for (let i = 0; i < 3; i++) parser.push(`data: ${'x'.repeat(FRAME_LIMIT / 2)}\n`)
    }).toThrow(RangeError)
  })
})

describe('log lines', () => {
  const read = (parts: string[]) => {
    const reader = createLogReader()
    return [...parts.flatMap((part) => reader.push(part)), ...reader.end()]
  }
  const line = fc.stringMatching(/^[^\r\n]{0,30}$/)

  it('are the same however the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(line), fc.array(fc.nat(2000)), (lines, cuts) => {
        const text = lines.map((one) => `x${one}\n`).join('')
        const expected = lines.map((one) => ({ channel: 'stdout', text: `x${one}` }))
        expect(read(pieces(text, cuts))).toEqual(expected)
      }),
    )
  })

  it('come out of records, from base64 or text, on their channel', () => {
    const text = [
      JSON.stringify({ channel: 'stderr', message: btoa('oh no\n') }),
      JSON.stringify({ channel: 'stdout', message: 'not base64!' }),
      JSON.stringify({ channel: 'stdout', message: btoa('two\nlines\n') }),
      JSON.stringify({ level: 'info', message: 'an application that prints JSON' }),
    ].join('\n')
    expect(read([text])).toEqual([
      { channel: 'stderr', text: 'oh no' },
      { channel: 'stdout', text: 'not base64!' },
      { channel: 'stdout', text: 'two' },
      { channel: 'stdout', text: 'lines' },
      { channel: 'stdout', text: '{"level":"info","message":"an application that prints JSON"}' },
    ])
  })

  it('leaves text alone that only looks like base64', () => {
    const message = '/////w=='
    expect(read([JSON.stringify({ channel: 'stdout', message })])).toEqual([
      { channel: 'stdout', text: message },
    ])
  })

  it('cuts a line without end in pieces', () => {
    const lines = read(['y'.repeat(2 * LINE_LIMIT + 5)])
    expect(lines.map(({ text }) => text.length)).toEqual([LINE_LIMIT, LINE_LIMIT, 5])
  })
})

describe('streams over the wire', () => {
  let server: Recorder
  beforeEach(async () => {
    server = await startRecorder()
  })
  afterEach(() => server.close())

  it('follows a state to its completion', async () => {
    const state = { name: 'web', status: 'starting', boot_progress: 'booting' }
    server.replies.push({
      headers: { 'content-type': 'text/event-stream' },
      body:
        `event: state\ndata: ${JSON.stringify(state)}\n\n` +
        'event: complete\ndata: {"status":"running","elapsed":3,"target":"running"}\n\n' +
        'event: state\ndata: {"name":"after","status":"the end"}\n\n',
    })
    const events: StateEvent[] = []
    for await (const event of watchCvmState({ id: 'cvm_1', target: 'running' })) events.push(event)
    expect(events).toEqual([
      { type: 'state', state },
      { type: 'complete', end: { status: 'running', elapsed: 3, target: 'running' } },
    ])
    expect(server.requests[0]).toMatchObject({
      url: '/api/v1/cvms/cvm_1/state?target=running&interval=5&timeout=300',
      headers: { accept: 'text/event-stream' },
    })
  })

  it.each([
    ['that cannot be read', { body: 'event: state\ndata: {"name":1}\n\n' }, 'unreadable'],
    ['that breaks off', { body: 'event: st', fault: 'cut' as const }, 'network'],
    ['that is refused', { status: 404, body: { detail: 'no' } }, 'refused'],
  ])('fails on a state %s', async (_name, reply, kind) => {
    server.replies.push(reply)
    const follow = async () => {
      for await (const event of watchCvmState({ id: 'x', target: 'running' })) void event
    }
    await expect(follow()).rejects.toMatchObject({ kind })
    expect(server.requests).toHaveLength(1)
  })

  it('reads a log, and asks for it as the console offers it', async () => {
    server.replies.push({ body: 'one\ntwo\n' }, { body: 'boot\n' })
    const text: string[] = []
    const web = { id: 'cvm_1', source: { container: 'web' }, follow: true, tail: 100 } as const
    for await (const lines of readLog(web)) text.push(...lines.map((line) => line.text))
    const serial = { id: 'cvm_1', source: { channel: 'serial' } } as const
    for await (const lines of readLog(serial)) text.push(...lines.map((line) => line.text))
    expect(text).toEqual(['one', 'two', 'boot'])
    expect(server.requests.map(({ url }) => url)).toEqual([
      '/api/v1/cvms/cvm_1/logs/web?follow=true&tail=100&ansi=true',
      '/api/v1/cvms/cvm_1/serial?ch=serial&ansi=true',
    ])
  })

  it('stops a log when the page goes away', async () => {
    const stop = new AbortController()
    server.replies.push(() => {
      setTimeout(() => stop.abort(), 5)
      return { fault: 'hang' }
    })
    const follow = async () => {
      const source = { container: 'web' }
      for await (const lines of readLog({ id: 'x', source }, stop.signal)) void lines
    }
    await expect(follow()).rejects.toMatchObject({ kind: 'aborted' })
  })
})
