import { describe, expect, test } from 'vitest'
import { substitute, variablesIn } from './interpolation.ts'
import { referencesIn } from './references.ts'

describe('variables in a value', () => {
  test.each([
    ['$A', ['A']],
    ['${A}', ['A']],
    ['${A:-x}', ['A']],
    ['${A-x}', ['A']],
    ['${A:?err}', ['A']],
    ['${A?err}', ['A']],
    ['${A:+x}', ['A']],
    ['${A+x}', ['A']],
    ['${A:-${B:-${C}}}', ['A', 'B', 'C']],
    ['${A:-$B}', ['A', 'B']],
    ['$A$B_1/${c}', ['A', 'B_1', 'c']],
    ['$$A', []],
    ['$$$A', ['A']],
    ['$${A}', []],
    ['${A:-$${B}}', ['A']],
    ['plain', []],
    ['${A:-{"a":1}}', ['A']],
  ])('%s', (text, names) => {
    expect(variablesIn(text).map((variable) => variable.name)).toEqual(names)
  })

  test.each(['$', '$1', '${', '${}', '${1}', '${A', '${A!b}', '${A:x}', 'a $ b', '${A:-$}'])(
    '%s cannot be replaced',
    (text) => {
      expect(substitute(text, () => 'x')).toBeNull()
    },
  )

  test.each([
    ['${A:-d}', {}, 'd'],
    ['${A:-d}', { A: '' }, 'd'],
    ['${A-d}', { A: '' }, ''],
    ['${A:-d}', { A: 'v' }, 'v'],
    ['${A:+r}', { A: 'v' }, 'r'],
    ['${A:+r}', {}, ''],
    ['${A:-${B:-e}}', {}, 'e'],
    ['$$${A}', { A: 'v' }, '$v'],
    ['${A}', {}, null],
    ['${A:?no}', { A: '' }, null],
  ] as [string, Record<string, string>, string | null][])(
    '%s with %j is %j',
    (text, values, result) => {
      expect(substitute(text, (name) => values[name])).toBe(result)
    },
  )
})

describe('references of a file', () => {
  const text = `# \${COMMENTED}
x-common: &common
  LEVEL: \${LEVEL:-info}
services:
  web:
    image: a:\${TAG} # \${ALSO_COMMENTED}
    environment:
      <<: *common
      \${NOT_A_KEY}: 1
      TOKEN: "\${TOKEN:?give a token}"
    command: |
      run \${TAG}
  db:
    image: b
    environment:
      - TOKEN=$TOKEN
      - PRICE=$$5
      - MODE=\${DEBUG:+verbose}
`
  test('are found with places, services, defaults and demands', () => {
    expect(
      referencesIn(text).map(({ ranges, ...rest }) => ({
        ...rest,
        at: ranges.map((r) => `${r.line}:${r.column}`),
      })),
    ).toEqual([
      {
        name: 'LEVEL',
        required: false,
        optional: true,
        default: 'info',
        services: [],
        at: ['3:10'],
      },
      { name: 'TAG', required: false, optional: false, services: ['web'], at: ['6:14', '12:11'] },
      {
        name: 'TOKEN',
        required: true,
        optional: false,
        message: 'give a token',
        services: ['web', 'db'],
        at: ['10:15', '16:15'],
      },
      { name: 'DEBUG', required: false, optional: true, services: ['db'], at: ['18:14'] },
    ])
  })

  test('the place covers exactly the variable, and the whole value where escapes hide it', () => {
    const [plain] = referencesIn('services:\n  a:\n    image: x${A}y')
    expect(plain?.ranges).toEqual([{ line: 3, column: 13, endLine: 3, endColumn: 17 }])
    const [hidden] = referencesIn('services:\n  a:\n    image: "\\x24{A}"')
    expect(hidden?.ranges).toEqual([{ line: 3, column: 12, endLine: 3, endColumn: 21 }])
  })

  test('text that is not finished still gives what it has', () => {
    expect(
      referencesIn('services:\n  a:\n    image: ${A}\n    command: "x').map((one) => one.name),
    ).toEqual(['A'])
  })
})
