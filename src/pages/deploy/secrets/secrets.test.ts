import { describe, expect, test } from 'vitest'
import { rowsOf, whyBadKey } from '../../secrets/rows.ts'
import { referencesIn } from '../../../compose/references.ts'

describe('rows of the Secrets step', () => {
  const rows = rowsOf(
    referencesIn(
      'services:\n  a:\n    image: x\n    environment:\n' +
        '      A: ${A}\n      B: ${B:-b}\n      C: ${C:?give C}\n      D: $$D\n      E: "${A}${E-}"\n',
    ),
    { added: ['LATER', 'A'] },
  )

  test('every variable of the file has one, then those added by hand, each once', () => {
    expect(rows.map(({ key, without }) => [key, without])).toEqual([
      ['A', 'empty'],
      ['B', 'default'],
      ['C', 'required'],
      ['E', 'default'],
      ['LATER', 'empty'],
    ])
  })

  test('a row knows its default, what is wanted, and its lines', () => {
    expect(rows[1]).toMatchObject({ fallback: 'b', lines: [6] })
    expect(rows[2]).toMatchObject({ wanted: 'give C' })
    expect(rows[0]?.lines).toEqual([5, 9])
  })

  test('a variable that is added needs a name of its own', () => {
    expect(whyBadKey('NEW_1', rows)).toBeUndefined()
    expect(whyBadKey('', rows)).toBeDefined()
    expect(whyBadKey('1ST', rows)).toBeDefined()
    expect(whyBadKey('A-B', rows)).toBeDefined()
    expect(whyBadKey('LATER', rows)).toBe('LATER is in the list already.')
  })
})
