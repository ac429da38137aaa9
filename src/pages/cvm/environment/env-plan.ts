import type { Reference } from '../../../compose/references.ts'
import type { EnvPair } from '../../../trust/sealEnv.ts'
import { byHand, rowsOf, type SecretRow } from '../../secrets/rows.ts'
import { whyTooLarge } from '../../secrets/sealed-size.ts'
import type { Decision, EnvDraft } from './env-draft.ts'

export type EnvRow = {
  row: SecretRow
  /** The CVM has it: somebody has to say what becomes of it. */
  existing: boolean
  decision: Decision | undefined
  value: string
  error: string | undefined
}

/** What an update would do, key by key. */
export type EnvPlan = {
  rows: EnvRow[]
  added: string[]
  kept: string[]
  dropped: string[]
  /** Existing keys that nobody has decided about. */
  undecided: string[]
  /** What is sealed, in the order of the rows. */
  pairs: EnvPair[]
  /** Another set of names than now: it is measured, so the compose hash moves. */
  changesKeys: boolean
  /** Why it cannot be applied. */
  blocked: string | undefined
}

/** Values cannot be read back, and an update replaces all of them: nothing is kept silently. */
export function planEnv(
  existing: readonly string[],
  references: readonly Reference[],
  draft: EnvDraft,
): EnvPlan {
  const has = new Set(existing)
  const used = new Map(rowsOf(references, { added: [] }).map((row) => [row.key, row]))
  const all = [
    ...existing.map((key) => used.get(key) ?? byHand(key)),
    ...[...used.values()].filter(({ key }) => !has.has(key)),
    ...draft.added.filter((key) => !has.has(key) && !used.has(key)).map(byHand),
  ]
  const rows = all.map((row): EnvRow => {
    const existing = has.has(row.key)
    const decision = existing ? draft.decisions.get(row.key) : undefined
    const value = draft.values.get(row.key) ?? ''
    return { row, existing, decision, value, error: errorOf(row, existing, decision, value) }
  })
  const given = rows.filter(({ decision, value }) => value !== '' && decision !== 'drop')
  const pairs = given.map(({ row, value }) => ({ key: row.key, value }))
  const keys = pairs.map(({ key }) => key)
  const plan = {
    rows,
    added: keys.filter((key) => !has.has(key)),
    kept: keys.filter((key) => has.has(key)),
    dropped: rows.filter(({ decision }) => decision === 'drop').map(({ row }) => row.key),
    undecided: rows
      .filter(({ existing, decision }) => existing && decision === undefined)
      .map(({ row }) => row.key),
    pairs,
    changesKeys: keys.length !== has.size || keys.some((key) => !has.has(key)),
  }
  return { ...plan, blocked: blockedBy(plan) }
}

function errorOf(
  row: SecretRow,
  existing: boolean,
  decision: Decision | undefined,
  value: string,
): string | undefined {
  const where = row.lines.length > 0 ? `line ${row.lines.slice(0, 3).join(', ')}` : ''
  const needed = row.origin === 'compose' && row.without !== 'default'
  if (existing && decision === 'drop') {
    return needed
      ? `The compose file uses it in ${where} and has no default: re-enter it, or take it out of the file first.`
      : undefined
  }
  if (value !== '' || (existing && decision === undefined)) return undefined
  if (existing) return 'Enter its value, or drop it.'
  if (needed) return `The compose file uses it in ${where}, and nobody provides it: enter a value.`
  return row.origin === 'added' ? 'Enter a value, or remove it.' : undefined
}

function blockedBy(plan: Omit<EnvPlan, 'blocked'>): string | undefined {
  const { undecided, rows, pairs, dropped } = plan
  if (rows.length === 0) return 'There is no variable.'
  if (undecided.length > 0) {
    return `Decide about ${some(undecided)}: re-enter or drop.`
  }
  const wrong = rows.filter(({ error }) => error !== undefined).map(({ row }) => row.key)
  if (wrong.length > 0) return `Mend what is marked first: ${some(wrong)}.`
  if (pairs.length === 0 && dropped.length === 0) return 'Nothing has been entered.'
  return whyTooLarge(pairs)
}

/** "A, B, C and 7 more" */
export const some = (names: readonly string[]): string =>
  names.length <= 4
    ? names.join(', ')
    : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
