import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainText } from './ansi.ts'
import { createLogBuffer } from './logBuffer.ts'

/** Letters that change their length or their look in lower case, wide ones, colours, and what blocks are cut with. */
const LINES = [
  'GET /favicon.ico 200',
  'get /FAVICON 404',
  'fav',
  'İstanbul, fav',
  'ΟΔΟΣ ΣΟΦΙΑΣ',
  'ΟΔΟ',
  'Σ',
  '日本語のログ 🦊 fox',
  '\u001b[31mfav\u001b[0micon',
  '{"msg":"FavIcon","level":30}',
  'a\0b',
  '',
  'vic',
  `${'x'.repeat(5_000)}fav`,
]
const TEXTS = [
  'f|fa|fav|favi|FAVICON|i|i̇|İs|σ|ς|οδος|Σ|語の|🦊|b|ab|x|xf| |nothing that is there|'.split('|'),
  ['a\0b', '\0'],
].flat()

const step = fc.oneof(
  fc.record({
    lines: fc.array(fc.constantFrom(...LINES), { minLength: 1, maxLength: 5 }),
    times: fc.constantFrom(1, 7, 300, 700),
  }),
  fc.record({ search: fc.constantFrom(...TEXTS) }),
  fc.record({ search: fc.constantFrom(...TEXTS) }),
  fc.constant({ go: true as const }),
  fc.constant({ clear: true as const }),
)

test('a search finds the lines that hold its text, whatever was typed, arrived and was dropped before', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), fc.constantFrom(40, 2_500), (steps, max) => {
      let time = 0
      const goes: (() => void)[] = []
      const clock = { now: () => time++, later: (go: () => void) => void goes.push(go) }
      const buffer = createLogBuffer((flush) => flush(), max, clock)
      let query = ''
      const compare = () => {
        const { first, end, line, matches } = buffer.view()
        const held: number[] = []
        for (let n = first; n < end; n++) {
          const words = plainText(line(n)?.text ?? '').toLowerCase()
          if (query && words.includes(query.toLowerCase())) held.push(n)
        }
        expect(Array.from({ length: matches.count }, (_, at) => matches.at(at))).toEqual(held)
        expect(held.map(matches.placeOf)).toEqual(held.map((_, at) => at))
        const others = Array.from({ length: end - first }, (_, at) => first + at)
        expect(others.filter((n) => matches.placeOf(n) >= 0)).toEqual(held)
      }
      for (const one of steps) {
        if ('lines' in one) {
          const chunk = Array.from({ length: one.times }, () => one.lines).flat()
          buffer.append(chunk.map((text) => ({ text, channel: 'stdout' })))
        } else if ('search' in one) buffer.search((query = one.search))
        else if ('clear' in one) buffer.clear()
        else goes.shift()?.()
        if (goes.length === 0) compare()
      }
      while (goes.length > 0) goes.shift()?.()
      compare()
    }),
    { numRuns: 150 },
  )
})
