import { describe, expect, test } from 'vitest'
import { parseEnvFile } from './envFile.ts'

const values = (text: string) =>
  Object.fromEntries(parseEnvFile(text).entries.map(({ key, value }) => [key, value]))

describe('a .env file', () => {
  test.each([
    ['A=1', { A: '1' }],
    ['A=', { A: '' }],
    ['export A=1', { A: '1' }],
    ['  A = b c  ', { A: 'b c' }],
    ['A=b # comment', { A: 'b' }],
    ['A=b#c', { A: 'b#c' }],
    ['A=# comment', { A: '' }],
    ["A='b # c'", { A: 'b # c' }],
    ["A='b\\nc'", { A: 'b\\nc' }],
    ['A="b\\nc"', { A: 'b\nc' }],
    ['A="say \\"hi\\"" # x', { A: 'say "hi"' }],
    ['A="b\nc\nd"\nE=f', { A: 'b\nc\nd', E: 'f' }],
    ["K='-----BEGIN\nabc=\n-----END'\nL=2", { K: '-----BEGIN\nabc=\n-----END', L: '2' }],
    ['A=`it\'s "x"`', { A: 'it\'s "x"' }],
    ['A=a=b=c', { A: 'a=b=c' }],
    ['A=${B}', { A: '${B}' }],
    ['\uFEFFA=1\r\nB=2\r\n', { A: '1', B: '2' }],
    ['# x\n\n  # y\nA=1', { A: '1' }],
    ['__proto__=1\nconstructor=2', JSON.parse('{"__proto__":"1","constructor":"2"}')],
  ])('%j', (text, expected) => {
    const parsed = parseEnvFile(text)
    expect(Object.fromEntries(parsed.entries.map(({ key, value }) => [key, value]))).toEqual(
      expected,
    )
    expect(parsed.problems).toEqual([])
  })

  test.each([
    ['A', 1, 'A has no value; write KEY=value.'],
    ['A=1\n=2', 2, 'The name before = is missing.'],
    [
      'A=1\n\n1B=2',
      3,
      '“1B” is not a variable name: letters, digits and _ only, not starting with a digit.',
    ],
    [
      'A="b\nc\nd"\nB B=1',
      4,
      '“B B” is not a variable name: letters, digits and _ only, not starting with a digit.',
    ],
    ['A="b', 1, 'A: the closing " is missing.'],
    ["A='b' c", 1, "A: there is text after the closing '."],
  ])('%j is an error in line %i', (text, line, message) => {
    expect(parseEnvFile(text).problems).toEqual([{ severity: 'error', line, message }])
  })

  test('the last of two assignments wins and is reported', () => {
    expect(parseEnvFile('A=1\nB=2\nA=3')).toEqual({
      entries: [
        { key: 'A', value: '3', line: 3 },
        { key: 'B', value: '2', line: 2 },
      ],
      problems: [
        {
          severity: 'warning',
          line: 3,
          message: 'A was set in line 1 already; this value replaces it.',
        },
      ],
    })
  })

  test('an error in one line keeps the others', () => {
    expect(values('A=1\nbad line\nC=3')).toEqual({ A: '1', C: '3' })
  })
})
