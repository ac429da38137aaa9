import fc from 'fast-check'
import type { ActionId } from '../../src/cvm/actions.ts'

/** Words in a name that make something go wrong; the model knows what. */
const FAILING = ['', '', 'fail-boot', 'fail-start', 'busy-twice', 'rate-limit', 'stuck-shutdown']

/** What a person, or time, can do. `who` counts the CVMs that the sequence made. */
export type Step =
  | { kind: 'deploy'; failing: string }
  | { kind: 'act'; who: number; action: ActionId }
  | { kind: 'both'; who: number; action: ActionId }
  | { kind: 'wait'; ms: number }
  | { kind: 'crash' }

const ACTIONS: ActionId[] = [
  'start',
  'shutdown',
  'stop',
  'restart',
  'force_restart',
  'replicate',
  'delete',
]
const who = fc.nat(5)
const action = fc.constantFrom(...ACTIONS)

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('deploy' as const),
      failing: fc.constantFrom(...FAILING),
    }),
  },
  { weight: 10, arbitrary: fc.record({ kind: fc.constant('act' as const), who, action }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('both' as const), who, action }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      ms: fc.oneof(fc.nat(5_000), fc.constant(30_000), fc.constant(200_000)),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'crash' as const }) },
)

export const steps = fc.array(step, { minLength: 1, maxLength: 40, size: 'max' })
