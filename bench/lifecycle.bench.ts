import { existsSync } from 'node:fs'
import fc from 'fast-check'
import { live } from '../server/testing/lifecycleModel.ts'
import { steps } from '../server/testing/lifecycleSteps.ts'
import type { Row } from './measure.ts'

const SEQUENCES = 2000
/** Memory instead of a disk, where there is such a folder: what is tested here is not the disk. */
const MEMORY = '/dev/shm'

/** Random lives of the sandbox's CVMs against the action table: the two never disagree. */
export async function run(): Promise<Row[]> {
  if (existsSync(MEMORY)) process.env['TMPDIR'] = MEMORY
  let asked = 0
  let taken = 0
  const details = await fc.check(
    fc.asyncProperty(steps, async (sequence) => {
      taken += sequence.length
      asked += await live([{ kind: 'deploy', failing: '' }, ...sequence])
    }),
    { numRuns: SEQUENCES },
  )
  if (details.failed) console.error(fc.defaultReportMessage(details))
  return [
    {
      what: `random sequences of actions, waits and crashes against the action table (seed ${details.seed})`,
      ours: `${details.numRuns} sequences, ${taken} steps, ${asked} actions, ${details.failed ? 1 : 0} differences`,
      goal: '0 differences',
      met: !details.failed,
    },
  ]
}
