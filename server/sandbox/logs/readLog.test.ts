import { describe, expect, test } from 'vitest'
import { readLogQuery } from './logQuery.ts'
import { formatLine } from './logResponse.ts'
import { openLog } from './openLog.ts'
import { followLog, readLog, systemClock, type LogClock } from './readLog.ts'
import { fixedTimeline, runningTimeline, type LogLine, type Timeline } from './timeline.ts'

const said = (time: number, text: string): LogLine => ({ time, channel: 'stdout', text })

/** Two opening lines, one line a second from 1000 on, and a goodbye. */
const log = (ends_at: number | null): Timeline =>
  runningTimeline({
    opening: [said(1000, 'open 1'), said(1004, 'open 2')],
    starts_at: 1000,
    interval: 1000,
    jitter: (n) => (n % 2) / 2,
    steady: (n) => ({ channel: 'stdout', text: `line ${n}` }),
    closing: ends_at === null ? [] : [said(ends_at, 'bye')],
    ends_at,
  })

const texts = (batches: Iterable<LogLine[]>) => [...batches].flat().map(({ text }) => text)

/** A clock that stands still but for the waits, which pass at once. */
function jumpingClock(start: number, each: (now: number) => void = () => {}): LogClock {
  let now = start
  return {
    now: () => now,
    wait: async (ms, signal) => {
      signal.throwIfAborted()
      now += ms
      each(now)
    },
  }
}

describe('reading a log', () => {
  test('has the lines until now, in order of time', () => {
    expect(texts(readLog(log(null), {}, 999))).toEqual([])
    expect(texts(readLog(log(null), {}, 1000))).toEqual(['open 1'])
    expect(texts(readLog(log(null), {}, 2600))).toEqual(['open 1', 'open 2', 'line 0', 'line 1'])
    const times = [...readLog(log(null), {}, 60_000)].flat().map(({ time }) => time)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(texts(readLog(log(3000), {}, 60_000)).at(-1)).toBe('bye')
  })

  test('since, until and tail choose, and tail counts from the end of what was chosen', () => {
    const all = texts(readLog(log(null), {}, 20_000))
    expect(texts(readLog(log(null), { tail: 3 }, 20_000))).toEqual(all.slice(-3))
    expect(texts(readLog(log(null), { tail: 0 }, 20_000))).toEqual([])
    expect(texts(readLog(log(null), { tail: 1e9 }, 20_000))).toEqual(all)
    expect(texts(readLog(log(null), { since: 1004, until: 1004 }, 20_000))).toEqual([
      'open 2',
      'line 0',
    ])
    expect(texts(readLog(log(null), { until: 5000, tail: 1 }, 20_000))).toEqual(['line 3'])
    expect(texts(readLog(log(null), { since: 90_000 }, 20_000))).toEqual([])
  })

  test('forgets what has been rotated away', () => {
    const short = { ...log(null), kept: 4 }
    const all = texts(readLog(log(null), {}, 20_000))
    expect(texts(readLog(short, {}, 20_000))).toEqual(all.slice(-4))
    expect(texts(readLog(short, { tail: 100 }, 20_000))).toEqual(all.slice(-4))
  })
})

describe('following a log', () => {
  const collect = async (log: AsyncIterable<LogLine[]>) => {
    const lines: string[] = []
    for await (const batch of log) lines.push(...batch.map(({ text }) => text))
    return lines
  }

  test('goes on until the log ends, without a line twice or missing', async () => {
    const { signal } = new AbortController()
    const followed = await collect(
      followLog(() => log(5000), { tail: 1 }, jumpingClock(1000), signal),
    )
    const all = texts(readLog(log(5000), {}, 60_000))
    expect(followed).toEqual(all)
    expect(followed.at(-1)).toBe('bye')
  })

  test('sees that a log ends which had no end before', async () => {
    let ended: number | null = null
    const clock = jumpingClock(2000, (now) => (ended ??= now >= 4000 ? now : null))
    const { signal } = new AbortController()
    const lines = await collect(followLog(() => log(ended), { tail: 0 }, clock, signal))
    expect(lines.at(-1)).toBe('bye')
  })

  test('ends when the CVM is gone, at until, and when the reader aborts', async () => {
    const { signal } = new AbortController()
    let asked = 0
    const vanishing = () => (asked++ < 3 ? log(null) : undefined)
    await collect(followLog(vanishing, {}, jumpingClock(1000), signal))
    expect(asked).toBe(4)
    const until = await collect(
      followLog(() => log(null), { until: 3000 }, jumpingClock(1000), signal),
    )
    expect(until).toEqual(texts(readLog(log(null), { until: 3000 }, 9000)))
    const abort = new AbortController()
    const clock = jumpingClock(1000, (now) => now > 2000 && abort.abort())
    await collect(followLog(() => log(null), {}, clock, abort.signal))
    expect(clock.now()).toBeLessThan(2300)
  })

  test('in real time it waits, and stops at once when the reader goes away', async () => {
    const now = Date.now()
    const forever = fixedTimeline([said(now, 'only')], null)
    const query = {
      follow: true,
      timestamps: false,
      ansi: false,
      text: true,
      channel: 'serial',
    } as const
    const response = openLog(() => forever, query, systemClock, new AbortController().signal)
    const reader = response.body?.getReader()
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('only\n')
    const next = reader?.read()
    await reader?.cancel()
    expect(await next).toMatchObject({ done: true })
  })
})

describe('the parameters of a log address', () => {
  const read = (query: string, kind: 'container' | 'serial' = 'container') =>
    readLogQuery(kind, new URLSearchParams(query), 1_000_000_000)

  test('as the vendor’s client writes them', () => {
    expect(read('token=x&follow&text&bare&tail=20&lines=20&timestamps&ansi')).toEqual({
      ok: true,
      query: {
        tail: 20,
        follow: true,
        timestamps: true,
        ansi: true,
        text: true,
        channel: 'serial',
      },
    })
    expect(read('')).toMatchObject({ ok: true, query: { follow: false, text: false, ansi: false } })
    expect(read('follow=false&ansi=0&timestamps=true')).toMatchObject({
      query: { follow: false, ansi: false, timestamps: true },
    })
    expect(read('ch=stderr', 'serial')).toMatchObject({ query: { channel: 'stderr', text: true } })
  })

  test('times are Unix seconds, dates, or how long ago', () => {
    expect(read('since=10m&until=1h30m')).toMatchObject({
      query: { since: 1_000_000_000 - 600_000, until: 1_000_000_000 - 5_400_000 },
    })
    expect(read('since=1700000000.5')).toMatchObject({ query: { since: 1_700_000_000_500 } })
    expect(read('since=2026-01-31T12:00:00Z')).toMatchObject({
      query: { since: Date.UTC(2026, 0, 31, 12) },
    })
  })

  test('what is wrong is named', () => {
    expect(read('since=yesterday')).toMatchObject({ ok: false, field: 'since' })
    expect(read('until=10x')).toMatchObject({ ok: false, field: 'until' })
    expect(read('tail=-1')).toMatchObject({ ok: false, field: 'tail' })
    expect(read('ch=video')).toMatchObject({ ok: false, field: 'ch' })
  })
})

describe('a line on the wire', () => {
  const line: LogLine = {
    time: 1_700_000_000_123.25,
    channel: 'stderr',
    text: '\u001B[31mé\u001B[0m',
  }

  test('is text when text is asked for, with colours and time when asked for', () => {
    expect(formatLine(line, { text: true, ansi: false, timestamps: false })).toBe('é\n')
    expect(formatLine(line, { text: true, ansi: true, timestamps: true })).toBe(
      '2023-11-14T22:13:20.123250000Z \u001B[31mé\u001B[0m\n',
    )
  })

  test('is JSON with its channel otherwise', () => {
    const sent = JSON.parse(formatLine(line, { text: false, ansi: false, timestamps: false }))
    expect(sent.channel).toBe('stderr')
    expect(Buffer.from(sent.message, 'base64').toString()).toBe('é\n')
  })
})
