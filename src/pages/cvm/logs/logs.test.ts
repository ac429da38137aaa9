import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainText, runs } from './ansi.ts'
import { jsonLine } from './jsonLine.ts'
import { createLogBuffer, type LogView } from './logBuffer.ts'
import { segments } from './segments.ts'

const out = (text: string) => ({ text, channel: 'stdout' as const })
const now = (flush: () => void) => flush()
const numbers = ({ matches }: LogView) =>
  Array.from({ length: matches.count }, (_, k) => matches.at(k))

describe('a log buffer', () => {
  it('numbers lines, drops the oldest beyond its limit and says how many', () => {
    const buffer = createLogBuffer(now, 100)
    for (let i = 0; i < 25; i++)
      buffer.append(Array.from({ length: 10 }, (_, k) => out(`line ${i * 10 + k}`)))
    const view = buffer.view()
    expect(view.end).toBe(250)
    expect(view.end - view.first).toBeLessThanOrEqual(110)
    expect(view.line(view.first)?.text).toBe(`line ${view.first}`)
    expect(view.line(view.first - 1)).toBeUndefined()
    expect(view.line(249)?.text).toBe('line 249')
  })

  it('carries a search on over new lines and forgets matches that were dropped', () => {
    const buffer = createLogBuffer(now, 100)
    buffer.append([out('error: one'), out('fine')])
    buffer.search('ERROR')
    expect(numbers(buffer.view())).toEqual([0])
    buffer.append([out('fine'), out('\u001b[31mer\u001b[0mror: two')])
    expect(numbers(buffer.view())).toEqual([0, 3])
    buffer.append(Array.from({ length: 120 }, () => out('fine')))
    expect(numbers(buffer.view())).toEqual([])
    buffer.search('')
    expect(numbers(buffer.view())).toEqual([])
  })

  it('finds the same letter by letter as at once, after older lines were dropped too', () => {
    const buffer = createLogBuffer(now, 100)
    const lines = (from: number) => Array.from({ length: 60 }, (_, k) => out(`Line ${from + k}`))
    buffer.append(lines(0))
    for (const typed of ['L', 'li', 'line 1', 'line 11', 'line 1', 'ne 1', 'ine 11', '']) {
      buffer.search(typed)
      buffer.append(lines(buffer.view().end))
      const { first, end, line } = buffer.view()
      const matches = numbers(buffer.view())
      const kept = Array.from({ length: end - first }, (_, k) => first + k)
      const held = (n: number) => line(n)?.text.toLowerCase().includes(typed.toLowerCase())
      expect({ typed, matches }).toEqual({ typed, matches: typed ? kept.filter(held) : [] })
    }
  })

  it('goes through a long log in short goes, also while one types on and lines arrive', () => {
    let time = 0
    const goes: (() => void)[] = []
    // Each look at the clock takes a millisecond.
    const clock = { now: () => time++, later: (go: () => void) => void goes.push(go) }
    const buffer = createLogBuffer(now, 100_000, clock)
    const lines = (from: number, count: number) =>
      Array.from({ length: count }, (_, k) => out(`line ${from + k}`))
    buffer.append(lines(0, 20_000))
    const before = time
    buffer.search('l')
    expect(time - before).toBeLessThan(10)
    expect(buffer.view().matches.count).toBeLessThan(5_000)
    expect(goes).toHaveLength(1)
    goes.shift()?.()
    buffer.search('line 77')
    buffer.append(lines(20_000, 58_000))
    goes.shift()?.()
    buffer.search('line 777')
    let longest = 0
    for (let count = 0; goes.length > 0; count++) {
      const from = time
      goes.shift()?.()
      longest = Math.max(longest, time - from)
      expect(goes.length).toBeLessThanOrEqual(1)
      expect(count).toBeLessThan(500)
    }
    expect(longest).toBeLessThan(10)
    const wanted = Array.from({ length: 78_000 }, (_, n) => n).filter((n) =>
      `line ${n}`.includes('line 777'),
    )
    expect(numbers(buffer.view())).toEqual(wanted)
  })

  it('finds a longer text where a shorter one was found before the lines about it were full', () => {
    const buffer = createLogBuffer(now)
    buffer.append([out('favicon')])
    buffer.search('fav')
    buffer.append(Array.from({ length: 2_000 }, () => out('fine')))
    buffer.search('favi')
    expect(numbers(buffer.view())).toEqual([0])
  })

  it('finds nothing across the end of a line', () => {
    const buffer = createLogBuffer(now)
    buffer.append(Array.from({ length: 2_000 }, () => out('ab')))
    for (const text of ['ba', 'b\0a', '\0', 'b\na']) {
      buffer.search(text)
      expect(numbers(buffer.view())).toEqual([])
    }
  })

  it('looks at what arrives once, and at nothing twice', () => {
    let looked = 0
    const text = {
      toString: () => '',
      toLowerCase: () => (looked++, 'held'),
    } as unknown as string
    const buffer = createLogBuffer(now)
    buffer.search('held')
    for (let n = 0; n < 10; n++) buffer.append([out(text), out(text)])
    expect(looked).toBe(20)
    expect(buffer.view().matches.count).toBe(20)
  })

  it('tells its listeners once per frame, however much arrived', () => {
    const frames: (() => void)[] = []
    const buffer = createLogBuffer((flush) => frames.push(flush))
    let calls = 0
    buffer.subscribe(() => calls++)
    for (let i = 0; i < 1000; i++) buffer.append([out('x')])
    expect(frames).toHaveLength(1)
    expect(buffer.view().end).toBe(0)
    frames[0]?.()
    expect(calls).toBe(1)
    expect(buffer.view().end).toBe(1000)
  })

  it('keeps an older view right while the buffer goes on', () => {
    const buffer = createLogBuffer(now, 10)
    buffer.append(Array.from({ length: 10 }, (_, i) => out(`a${i}`)))
    const old = buffer.view()
    buffer.append(Array.from({ length: 10 }, (_, i) => out(`b${i}`)))
    expect(old.line(0)?.text).toBe('a0')
    expect(old.line(10)).toBeUndefined()
  })

  it('downloads words without terminal codes', () => {
    const buffer = createLogBuffer(now)
    buffer.append([out('\u001b[1mbold\u001b[0m'), out('10%\r50%\r100%')])
    expect(buffer.text()).toBe('bold\n100%\n')
  })
})

describe('terminal codes', () => {
  it('become classes, and what they cannot become is left out', () => {
    expect(runs('\u001b[32mok\u001b[0m done')).toEqual([
      { text: 'ok', className: 'ansi-green' },
      { text: ' done', className: '' },
    ])
    expect(plainText('\u001b]8;;http://x\u0007link\u001b]8;;\u0007\u0000')).toBe('link')
  })

  it('never throw and never leave a control character, whatever the line holds', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(
            '\u001b',
            '[',
            ']',
            '3',
            '1',
            'm',
            ';',
            '\u0007',
            '\r',
            '\u0000',
            'a',
            '<',
          ),
        }),
        (line) => {
          const controls = /[\u0000-\u0008\u000b-\u001f]/
          expect(plainText(line)).not.toMatch(controls)
          expect(
            runs(line)
              .map((run) => run.text)
              .join(''),
          ).not.toMatch(controls)
          segments(line, 'a')
        },
      ),
    )
  })
})

describe('segments', () => {
  it('link addresses without what closes the sentence, and mark what was searched', () => {
    expect(segments('see https://example.org/a?b=1. Done', 'example')).toEqual([
      { text: 'see ', className: '', hit: false },
      { text: 'https://', className: '', hit: false, href: 'https://example.org/a?b=1' },
      { text: 'example', className: '', hit: true, href: 'https://example.org/a?b=1' },
      { text: '.org/a?b=1', className: '', hit: false, href: 'https://example.org/a?b=1' },
      { text: '. Done', className: '', hit: false },
    ])
  })

  it('find a hit that a colour cuts in two', () => {
    const hit = segments('\u001b[31mer\u001b[0mror', 'error').filter((s) => s.hit)
    expect(hit.map((s) => s.text).join('')).toBe('error')
  })

  it('never link anything but http', () => {
    expect(segments('javascript:alert(1) data:text/html,x', '').every((s) => !s.href)).toBe(true)
  })
})

describe('a JSON line', () => {
  it('shows level, message and the rest', () => {
    expect(jsonLine('{"level":30,"time":1,"msg":"up","port":80,"__proto__":{"a":1}}')).toEqual({
      level: 'info',
      time: '1',
      message: 'up',
      fields: [
        ['port', '80'],
        ['__proto__', '{"a":1}'],
      ],
    })
  })

  it('leaves other lines alone', () => {
    for (const text of ['plain', '{not json}', '[1]', '{"a":1}', '{"msg":1}']) {
      expect(jsonLine(text)).toBeUndefined()
    }
  })
})
