import { expect, test } from 'vitest'
import { referencesIn } from '../../../compose/references.ts'
import type { Decision, EnvDraft } from './env-draft.ts'
import { planEnv } from './env-plan.ts'

const references = referencesIn(
  'services:\n  a:\n    image: x\n    environment:\n      A: ${A}\n      B: ${B:-b}\n      N: ${N:?give N}\n',
)

const draft = (
  decisions: Record<string, Decision>,
  values: Record<string, string> = {},
  added: string[] = [],
): EnvDraft => ({
  decisions: new Map(Object.entries(decisions)),
  values: new Map(Object.entries(values)),
  added,
})

const errors = (plan: ReturnType<typeof planEnv>) =>
  Object.fromEntries(plan.rows.flatMap(({ row, error }) => (error ? [[row.key, error]] : [])))

test('every existing key demands a decision before anything can be applied', () => {
  const plan = planEnv(['A', 'OLD'], references, draft({ A: 'reenter' }, { A: '1', N: '2' }))
  expect(plan.undecided).toEqual(['OLD'])
  expect(plan.blocked).toBe('Decide about OLD: re-enter or drop.')
})

test('added, kept and dropped are told apart, and dropped values are not sealed', () => {
  const plan = planEnv(
    ['A', 'OLD'],
    references,
    draft({ A: 'reenter', OLD: 'drop' }, { A: '1', N: '2', X: '3', OLD: 'left over' }, ['X']),
  )
  expect(plan.blocked).toBeUndefined()
  expect([plan.added, plan.kept, plan.dropped]).toEqual([['N', 'X'], ['A'], ['OLD']])
  expect(plan.pairs.map(({ key }) => key)).toEqual(['A', 'N', 'X'])
  expect(plan.changesKeys).toBe(true)
})

test('the same names with new values do not change the set', () => {
  const plan = planEnv(
    ['A', 'N'],
    references,
    draft({ A: 'reenter', N: 'reenter' }, { A: '1', N: '2' }),
  )
  expect([plan.changesKeys, plan.blocked]).toEqual([false, undefined])
})

test('keys that the file uses and nobody provides are errors, unless it has a default', () => {
  const plan = planEnv(['A'], references, draft({ A: 'drop' }, {}, ['X']))
  expect(errors(plan)).toEqual({
    A: expect.stringMatching(/uses it in line 5 and has no default/) as string,
    N: expect.stringMatching(/line 7, and nobody provides it/) as string,
    X: 'Enter a value, or remove it.',
  })
  expect(plan.blocked).toContain('A, N, X')
})

test('names like those of Object’s own members are names', () => {
  const plan = planEnv(
    [],
    [],
    draft({}, JSON.parse('{"__proto__":"1"}') as Record<string, string>, [
      '__proto__',
      'constructor',
    ]),
  )
  expect(plan.rows.map(({ row }) => row.key)).toEqual(['__proto__', 'constructor'])
})

test('ten thousand keys are planned at once', () => {
  const keys = Array.from({ length: 10_000 }, (_, n) => `KEY_${n}`)
  const plan = planEnv(
    keys,
    references,
    draft(Object.fromEntries(keys.map((key) => [key, 'reenter' as const])), {
      ...Object.fromEntries(keys.map((key) => [key, 'v'])),
      A: '1',
      N: '2',
    }),
  )
  expect([plan.kept.length, plan.added, plan.blocked]).toEqual([10_000, ['A', 'N'], undefined])
})

test('a value of 1 MB is refused with its size, before it is sealed', () => {
  const plan = planEnv(['A'], [], draft({ A: 'reenter' }, { A: 'x'.repeat(1024 * 1024) }))
  expect(plan.blocked).toMatch(/have 1025 KB together; 1016 KB is the limit/)
  const fits = planEnv(['A'], [], draft({ A: 'reenter' }, { A: 'x'.repeat(1000 * 1024) }))
  expect(fits.blocked).toBeUndefined()
})
