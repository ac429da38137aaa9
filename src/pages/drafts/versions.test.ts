import { describe, expect, test } from 'vitest'
import { follows, parseVersion, settle, stampOf, type Version } from './versions.ts'

const version = (writer: string, at: number, text: string, over = ''): Version => ({
  key: 'k',
  base: 'server',
  text,
  at,
  writer,
  over,
})
const nobody = new Set<string>()

describe('versions of an edit', () => {
  test('a page follows itself, and what it has seen', () => {
    const first = version('a', 1, 'one')
    expect(follows(version('a', 2, 'two'), first)).toBe(true)
    expect(follows(version('b', 2, 'two', stampOf(first)), first)).toBe(true)
    expect(follows(version('b', 2, 'two'), first)).toBe(false)
    expect(follows(version('b', 2, 'two'), undefined)).toBe(true)
  })

  test('what a dying page left takes the place of what it had stored', () => {
    const main = version('a', 1, 'half a')
    const left = version('a', 2, 'half a wor')
    expect(settle(main, [left], nobody)).toEqual({ mine: left, other: undefined })
    expect(settle(undefined, [left], nobody)).toEqual({ mine: left, other: undefined })
    expect(settle(left, [main], nobody)).toEqual({ mine: left, other: undefined })
  })

  test('two tabs’ versions are both there, and a tab sees its own', () => {
    const one = version('a', 1, 'from one')
    const two = version('b', 2, 'from two')
    expect(settle(one, [two], new Set(['b']))).toEqual({ mine: two, other: one })
    expect(settle(one, [two], new Set(['a']))).toEqual({ mine: one, other: two })
    expect(settle(one, [two], nobody)).toEqual({ mine: one, other: two })
  })

  test('versions that say the same, or nothing, are no choice', () => {
    const one = version('a', 1, 'same')
    expect(settle(one, [version('b', 2, 'same')], nobody).other).toBeUndefined()
    expect(settle(one, [version('b', 2, 'server')], nobody).other).toBeUndefined()
    const thrownAway = version('a', 3, 'server')
    expect(settle(one, [thrownAway], nobody)).toEqual({ mine: undefined, other: undefined })
  })

  test('what an earlier version of the console stored is read, anything else is not', () => {
    expect(parseVersion({ key: 'k', base: 'b', text: 't', at: 1 })).toMatchObject({ text: 't' })
    expect(parseVersion({ key: 'k', text: 't' })).toBeUndefined()
    expect(parseVersion('nonsense')).toBeUndefined()
  })
})
