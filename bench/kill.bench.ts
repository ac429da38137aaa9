import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { killRounds } from '../server/testing/killRounds.ts'
import type { Row } from './measure.ts'

const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 200)

/** SIGKILL in the middle of concurrent writes, again and again: nothing that was acknowledged is lost. */
export async function run(): Promise<Row[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kill-'))
  try {
    const seed = Number(process.env['KILL_SEED'] ?? 1)
    const tally = await killRounds({
      main: 'dist/server/main.js',
      dataDir,
      rounds: ROUNDS,
      writers: 6,
      seed,
    })
    const { acknowledged, unanswered, lost, doubled, damaged } = tally
    const wrong = [...lost, ...doubled, ...damaged]
    for (const one of wrong) console.error(`kill: ${one}`)
    return [
      {
        what: `SIGKILL under 6 writers, ${tally.rounds} rounds (seed ${seed}): ${acknowledged} writes acknowledged, ${unanswered} cut off`,
        ours: `${lost.length} lost, ${doubled.length} doubled, ${damaged.length} damaged`,
        goal: '0',
        met: wrong.length === 0 && tally.rounds === ROUNDS,
      },
    ]
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}
