import { expect, test } from 'vitest'
import { lineDiff } from './line-diff.ts'

/** As a patch writes it. */
const patch = (before: string, after: string, context?: number) =>
  lineDiff(before, after, context).map((line) =>
    line.kind === 'gap'
      ? `@${line.count}`
      : `${{ same: ' ', removed: '-', added: '+' }[line.kind]}${line.text}`,
  )

test('what is removed stands before what is added, and the rest is context', () => {
  expect(patch('a\nb\nc\nd', 'a\nB\nc\nd\ne')).toEqual([' a', '-b', '+B', ' c', ' d', '+e'])
})

test('unchanged stretches are counted, not shown', () => {
  const lines = Array.from({ length: 20 }, (_, n) => `line ${n}`)
  const changed = lines.with(10, 'other').join('\n')
  expect(patch(lines.join('\n'), changed, 1)).toEqual([
    '@9',
    ' line 9',
    '-line 10',
    '+other',
    ' line 11',
    '@8',
  ])
})

test('lines are numbered in both texts', () => {
  expect(lineDiff('a\nb', 'x\na\nb').slice(0, 2)).toEqual([
    { kind: 'added', text: 'x', after: 1 },
    { kind: 'same', text: 'a', before: 1, after: 2 },
  ])
})

test.each([
  ['', 'a'],
  ['a', ''],
  ['', ''],
  ['same\n', 'same\n'],
  ['a\nb\na\nb', 'b\na\nb\na'],
])('%j and %j are both in their comparison', (before, after) => {
  const lines = lineDiff(before, after, 1000).filter((line) => line.kind !== 'gap')
  const side = (without: string) =>
    lines.flatMap((line) => (line.kind !== without && 'text' in line ? [line.text] : [])).join('\n')
  const shown = lineDiff(before, after, 1000).some(({ kind }) => kind === 'gap')
  expect(shown ? [before, after] : [side('added'), side('removed')]).toEqual([before, after])
})

test('two large files without a line in common are compared in no time', () => {
  const text = (word: string) => Array.from({ length: 8000 }, (_, n) => `${word} ${n}`).join('\n')
  const started = performance.now()
  expect(lineDiff(text('a'), text('b'))).toHaveLength(16_000)
  expect(performance.now() - started).toBeLessThan(1000)
})
