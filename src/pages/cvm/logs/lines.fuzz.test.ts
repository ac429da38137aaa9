import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainText, runs } from './ansi.ts'
import { jsonLine } from './jsonLine.ts'

const codes = fc.constantFrom(
  '\u001b',
  '\u001b[',
  '31m',
  '\u001b[0m',
  '\u001b]8;;javascript:1\u0007',
  '\u001b[2J',
  '\r',
  '\b',
  '\u009b',
  ';',
  'a',
  '<b>',
  '&',
  '\u001b[38;5;1m',
  '\u001b[1;4m',
  '\0',
  '\u202e',
)
const line = fc
  .oneof(fc.string({ unit: 'binary' }), fc.string({ unit: codes, maxLength: 40 }))
  .map((one) => one.replaceAll('\n', ''))

test('what is shown of a line is what is searched and copied of it, without a control character', () => {
  fc.assert(
    fc.property(line, (text) => {
      const parts = runs(text)
      expect(parts.map((one) => one.text).join('')).toBe(plainText(text))
      expect(plainText(text)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f]/)
      for (const { className } of parts) expect(className).toMatch(/^[a-z0-9 -]*$/)
    }),
    { numRuns: 500 },
  )
})

test('a line of JSON is words and pairs of words, or no such line', () => {
  const object = fc.dictionary(
    fc.oneof(
      fc.constantFrom('msg', 'message', 'level', 'time', '__proto__', 'constructor'),
      fc.string(),
    ),
    fc.jsonValue({ maxDepth: 2 }),
  )
  fc.assert(
    fc.property(
      fc.oneof(
        object.map((one) => JSON.stringify(one)),
        fc.json(),
        line,
      ),
      (text) => {
        const read = jsonLine(text)
        const words = read ? [read.message, ...read.fields.flat()] : []
        expect(words.every((one) => typeof one === 'string')).toBe(true)
        expect(Reflect.get({}, 'msg')).toBeUndefined()
      },
    ),
    { numRuns: 500 },
  )
})
