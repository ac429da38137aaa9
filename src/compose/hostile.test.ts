import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseEnvFile } from './envFile.ts'
import { parseImage } from './image.ts'
import { splitTemplate, substitute, variablesIn } from './interpolation.ts'
import { applyFix } from './problem.ts'
import { problemsIn } from './problems.ts'
import { parsePort } from './ports.ts'
import { referencesIn } from './references.ts'

// Text of 200 KB that once made a YAML reader, a regular expression or a walk over nodes explode.
const chain = (count: number) =>
  Array.from({ length: count }, (_, i) => `x${i}: &x${i}\n  <<: *x${i - 1}\n  k${i}: 1`).slice(1)
const lol = (levels: number) =>
  Array.from(
    { length: levels },
    (_, i) =>
      `x${i}: &x${i} [${Array.from({ length: 9 }, () => (i ? `*x${i - 1}` : 'lol')).join(',')}]`,
  ).join('\n')
const bombs = {
  brackets: '['.repeat(200_000),
  braces: '{'.repeat(200_000),
  'open and close': '[{'.repeat(100_000),
  dashes: '- '.repeat(100_000),
  questions: '? '.repeat(100_000),
  anchors: '&a '.repeat(60_000),
  quotes: '"'.repeat(200_000),
  commas: `[${','.repeat(200_000)}`,
  tags: '! '.repeat(100_000),
  documents: '---\n'.repeat(50_000),
  colons: 'a: '.repeat(60_000),
  'deep indent': Array.from({ length: 600 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
  'billion laughs': `${lol(12)}\nservices:\n  web:\n    image: a\n    command: *x11\n    labels: *x11\n`,
  'merge chain': `x0: &x0 {k: 1}\n${chain(5000).join('\n')}\nservices:\n  web:\n    <<: *x4999\n    image: a\n`,
  'own tail': 'services: &a\n  web: &b\n    <<: *b\n    image: a\n    labels: *a\n',
  variables: `services:\n  web:\n    image: a\n    command: ${'${A:-'.repeat(30_000)}`,
  'open variables': `services:\n  web:\n    image: a\n    command: "${'${'.repeat(60_000)}}"`,
  dollars: `services:\n  web:\n    image: a\n    command: "${'$'.repeat(190_001)}"`,
  'long image': `services:\n  web:\n    image: ${'a-'.repeat(90_000)}`,
  'many services': `services:\n${Array.from({ length: 6000 }, (_, i) => `  s${i}:\n    image: a`).join('\n')}`,
  'many ports': `services:\n  web:\n    image: a\n    ports:\n${Array.from({ length: 10_000 }, (_, i) => `      - ${i}:80`).join('\n')}`,
}

describe('hostile text', () => {
  test.each(Object.entries(bombs))('%s are answered, not obeyed', (_, text) => {
    // An explosion takes minutes or all memory: it does not come back before the test's time is up.
    expect(problemsIn(text, { variables: new Set() })).toBeInstanceOf(Array)
    expect(referencesIn(text)).toBeInstanceOf(Array)
  })
})

const yamlish = fc
  .array(
    fc.constantFrom(
      'services:',
      'web:',
      'image:',
      'nginx',
      '\n',
      '\n  ',
      '\n    ',
      '- ',
      ': ',
      '{',
      '}',
      '[',
      ']',
      '&a ',
      '*a',
      '<<: ',
      '"',
      "'",
      '|',
      '>',
      '#',
      '${A',
      '}',
      '$',
      ':-',
      'ports:',
      '80:80',
      'volumes:',
      './x:/x',
      'build:',
      'environment:',
      '!t ',
      '? ',
      ',',
      '\t',
      '%',
      '---\n',
      'secrets:',
      'depends_on:',
      'é',
      '\r\n',
      '\0',
    ),
    { maxLength: 60 },
  )
  .map((pieces) => pieces.join(''))
const any = fc.oneof(yamlish, fc.string({ unit: 'binary', maxLength: 400 }))

describe('any text', () => {
  test('has problems inside itself, and a fix never makes the text unreadable for us', () => {
    fc.assert(
      fc.property(any, (text) => {
        const lines = text.split('\n')
        for (const problem of problemsIn(text, { variables: new Set() })) {
          expect(problem.line).toBeGreaterThanOrEqual(1)
          expect(problem.line).toBeLessThanOrEqual(lines.length)
          expect(problem.column).toBeGreaterThanOrEqual(1)
          expect(problem.endLine).toBeGreaterThanOrEqual(problem.line)
          expect(problem.endLine > problem.line || problem.endColumn > problem.column).toBe(true)
          if (problem.fix) problemsIn(applyFix(text, problem.fix))
        }
      }),
      { numRuns: 1500 },
    )
  })

  test('has references, an environment and image parts, or none', () => {
    fc.assert(
      fc.property(any, (text) => {
        for (const reference of referencesIn(text)) expect(reference.name).toMatch(/^\w+$/)
        for (const entry of parseEnvFile(text).entries) expect(entry.key).toMatch(/^\w+$/)
        expect(parseImage(text)).toHaveProperty('ok')
        expect(parsePort(text)).toHaveProperty('ok')
        expect(substitute(text, () => 'x')).not.toBe(undefined)
      }),
      { numRuns: 1500 },
    )
  })

  test('is covered without a gap by the parts of its template', () => {
    fc.assert(
      fc.property(any, (text) => {
        let at = 0
        for (const part of splitTemplate(text)) {
          expect(part.start).toBe(at)
          at = part.end
        }
        expect(at).toBe(text.length)
        for (const variable of variablesIn(text))
          expect(text.slice(variable.start, variable.end)).toContain(variable.name)
      }),
    )
  })

  test('as a value survives being written to a .env file in double quotes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        fc.pre(!value.includes('\r'))
        const escaped = value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('$', '\\$')
        expect(parseEnvFile(`A="${escaped}"`).entries).toEqual([{ key: 'A', value, line: 1 }])
      }),
    )
  })
})
