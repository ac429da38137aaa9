import fc from 'fast-check'
import { expect, test } from 'vitest'
import { live } from '../../testing/lifecycleModel.ts'
import { type Step, steps } from '../../testing/lifecycleSteps.ts'

test('any sequence of actions, waits and crashes goes as the action table says', async () => {
  let asked = 0
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const start: Step = { kind: 'deploy', failing: '' }
      asked += await live([start, ...sequence])
    }),
    { numRuns: 15 },
  )
  expect(asked).toBeGreaterThan(30)
}, 120_000)

test('a CVM that is being deleted takes nothing but another deletion', async () => {
  const run: Step[] = [
    { kind: 'deploy', failing: 'fail-boot' },
    { kind: 'wait', ms: 200_000 },
    { kind: 'act', who: 0, action: 'start' },
    { kind: 'act', who: 0, action: 'delete' },
    { kind: 'act', who: 0, action: 'stop' },
    { kind: 'act', who: 0, action: 'force_restart' },
    { kind: 'act', who: 0, action: 'replicate' },
    { kind: 'act', who: 0, action: 'delete' },
    { kind: 'wait', ms: 200_000 },
    { kind: 'act', who: 0, action: 'delete' },
  ]
  expect(await live(run)).toBe(7)
})
