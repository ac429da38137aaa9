import type { SecretsDraft } from '../draft/draft.ts'
import type { Issue } from '../issue.ts'
import type { SecretRow } from '../../secrets/rows.ts'
import { whyTooLarge } from '../../secrets/sealed-size.ts'
import { whyBadSshKeys } from '../../../cvm/sshKeys.ts'

/**
 * What keeps the Secrets step from being left. A value that was there before a reload counts as
 * given: the request needs its name only, and the value itself is asked for before Commit.
 */
export function secretsIssues(
  draft: SecretsDraft,
  rows: readonly SecretRow[],
  values: ReadonlyMap<string, string>,
): Issue[] {
  const missing = rows.filter(
    ({ key, without }) => without === 'required' && !values.get(key) && !draft.filled.includes(key),
  )
  const bad = whyBadSshKeys(draft.ssh_authorized_keys)
  const pairs = pairsOf(rows, values)
  const tooLarge = whyTooLarge(pairs)
  const [largest] = pairs.toSorted((a, b) => b.value.length - a.value.length)
  return [
    ...(tooLarge && largest ? [{ field: secretField(largest.key), message: tooLarge }] : []),
    ...missing.map(({ key, wanted }) => ({
      field: secretField(key),
      message: `${key} needs a value: the compose file refuses to start without it${wanted ? ` (“${wanted}”)` : ''}.`,
    })),
    ...(bad ? [{ field: 'ssh_authorized_keys', message: bad }] : []),
  ]
}

export const secretField = (key: string): string => `env.${key}`

/** Names that had a value before the page was loaded again, and have none now. */
export function valuesToReenter(
  draft: SecretsDraft,
  rows: readonly SecretRow[],
  values: ReadonlyMap<string, string>,
): string[] {
  return rows.map(({ key }) => key).filter((key) => draft.filled.includes(key) && !values.get(key))
}

/** Names that nobody gave a value, and that would be an empty text in the containers. */
export function emptyKeys(
  draft: SecretsDraft,
  rows: readonly SecretRow[],
  values: ReadonlyMap<string, string>,
): string[] {
  return rows
    .filter(({ key, without }) => without === 'empty' && !values.get(key))
    .map(({ key }) => key)
    .filter((key) => !draft.filled.includes(key))
}

/** What is sealed: every variable that has a value, in the order of the rows. */
export function pairsOf(rows: readonly SecretRow[], values: ReadonlyMap<string, string>) {
  return rows.flatMap(({ key }) => {
    const value = values.get(key)
    return value ? [{ key, value }] : []
  })
}
