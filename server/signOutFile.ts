import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SignOuts } from './gateway/session.ts'

/**
 * The sessions that were signed out and whose cookies somebody may still have, one a line with the
 * time at which the last of them ends: so that a restart does not bring them back. `report` is told
 * when one could not be kept; it is over in this process all the same.
 */
export function keptSignOuts(
  dataDir: string,
  now: number,
  report: (error: unknown) => void,
): SignOuts {
  const file = join(dataDir, 'signed-out')
  mkdirSync(dataDir, { recursive: true })
  const all = new Map(read(file).filter(([, until]) => until > now))
  const lines = [...all].map(([id, until]) => lineOf(id, until))
  writeFileSync(`${file}.part`, lines.join(''), { mode: 0o600 })
  renameSync(`${file}.part`, file)
  return {
    all,
    add(id, until) {
      try {
        appendFileSync(file, lineOf(id, until), { mode: 0o600, flush: true })
      } catch (error) {
        report(error)
      }
    },
  }
}

const lineOf = (id: string, until: number) => `${until} ${id}\n`

/** A last line that was cut short by a power cut is no line. */
function read(file: string): [string, number][] {
  let text = ''
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  return [...text.matchAll(/^(\d{1,15}) ([0-9a-f-]{36})\n/gm)].map(([, until = '', id = '']) => [
    id,
    Number(until),
  ])
}
