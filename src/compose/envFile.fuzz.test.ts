import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cpuTime } from '../../test/cpuTime.ts'
import { parseEnvFile } from './envFile.ts'

const key = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,20}$/)
const pieces = fc.constantFrom(
  '=',
  '"',
  "'",
  '`',
  '\\',
  '#',
  '\n',
  '\r\n',
  ' ',
  '$',
  '{',
  'A',
  'export ',
  '\uFEFF',
  '\0',
  '__proto__',
)
const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: pieces, maxLength: 60 }))

test('any text is read, every line of it belongs somewhere, and no key is there twice', () => {
  fc.assert(
    fc.property(anything, (text) => {
      const { entries, problems } = parseEnvFile(text)
      const lines = text.split(/\r\n|\r|\n/).length
      for (const { line } of [...entries, ...problems]) {
        expect(line).toBeGreaterThanOrEqual(1)
        expect(line).toBeLessThanOrEqual(lines)
      }
      const keys = entries.map((entry) => entry.key)
      expect(new Set(keys).size).toBe(keys.length)
      for (const name of keys) expect(name).toMatch(/^[A-Za-z_]\w*$/)
    }),
    { numRuns: 1000 },
  )
})

/** The ways in which the same value can be written. */
const WAYS: [string, fc.Arbitrary<string>, (value: string) => string][] = [
  ['bare', fc.stringMatching(/^([\w./:@%+,-]{1,30})?$/), (value) => value],
  [
    'in single quotes',
    fc.string({ unit: 'grapheme' }).filter((one) => !/['\r]/.test(one)),
    (value) => `'${value}'`,
  ],
  [
    'in backticks',
    fc.string({ unit: 'grapheme' }).filter((one) => !/[`\r]/.test(one)),
    (value) => `\`${value}\``,
  ],
  [
    'in double quotes',
    fc.string({ unit: 'grapheme' }),
    (value) =>
      `"${value
        .replace(/[\\"$]/g, '\\$&')
        .replaceAll('\n', '\\n')
        .replaceAll('\r', '\\r')}"`,
  ],
]

test.each(WAYS)('a value %s is read as it was meant, between any others', (_name, value, write) => {
  fc.assert(
    fc.property(
      fc.uniqueArray(key, { minLength: 1, maxLength: 6 }),
      fc.array(value, { minLength: 6, maxLength: 6 }),
      fc.constantFrom('\n', '\r\n'),
      (keys, values, end) => {
        const file = keys.map(
          (name, n) => `${n % 2 ? 'export ' : ''}${name}=${write(values[n] ?? '')}`,
        )
        const { entries, problems } = parseEnvFile(file.join(end))
        expect(problems).toEqual([])
        // Inside quotes a line break of the file is one of the value, and always LF.
        expect(entries.map(({ key: name, value: read }) => [name, read])).toEqual(
          keys.map((name, n) => [name, values[n]]),
        )
      },
    ),
  )
})

test('the last of several assignments wins, and each of the others is told of', () => {
  fc.assert(
    fc.property(key, fc.array(fc.nat(), { minLength: 1, maxLength: 8 }), (name, values) => {
      const { entries, problems } = parseEnvFile(
        values.map((value) => `${name}=${value}`).join('\n'),
      )
      expect(entries).toEqual([{ key: name, value: String(values.at(-1)), line: values.length }])
      expect(problems.length).toBe(values.length - 1)
    }),
  )
})

test('a long file takes no longer than it is long', () => {
  const texts = [
    'A="'.repeat(50_000),
    '"\n'.repeat(100_000),
    'A=b\n'.repeat(50_000),
    '='.repeat(200_000),
    `A='${'\n'.repeat(200_000)}`,
  ]
  expect(cpuTime(() => texts.forEach((text) => void parseEnvFile(text)))).toBeLessThan(2000)
})
