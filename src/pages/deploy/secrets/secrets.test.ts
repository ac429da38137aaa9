import { describe, expect, test } from 'vitest'
import { emptyDraft } from '../draft/draft.ts'
import { secretsIssues } from './section.ts'
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

describe('what is entered in the Secrets step', () => {
  const draft = emptyDraft('a', 'me', 0).secrets
  const added = (keys: string[]) => rowsOf([], { added: keys })

  test('may be ten thousand variables, in any script', () => {
    const keys = Array.from({ length: 10_000 }, (_, n) => `KEY_${n}`)
    const values = new Map(keys.map((key) => [key, '🙂 שלום']))
    expect(secretsIssues(draft, added(keys), values)).toEqual([])
  })

  test('is refused at its largest value when it cannot be sent', () => {
    const values = new Map([
      ['SMALL', 'x'],
      ['BIG', 'x'.repeat(1024 * 1024)],
    ])
    expect(secretsIssues(draft, added(['SMALL', 'BIG']), values)).toEqual([
      { field: 'env.BIG', message: expect.stringMatching(/1025 KB together; 1016 KB/) as string },
    ])
  })
})
