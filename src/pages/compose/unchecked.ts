import type { Problem } from '../../compose/problem.ts'
import { type Reference, referencesIn } from '../../compose/references.ts'
import { docs } from '../../compose/rule.ts'

/**
 * What there is to say of a file that could not be checked. The server checks as well: that does not
 * stand in the way. The variables are needed all the same: nothing must be deployed without its secrets.
 */
export function unchecked(
  text: string,
  error: Error,
): { problems: Problem[]; references: readonly Reference[] } {
  const problem: Problem = {
    rule: 'not-checked',
    severity: 'warning',
    message: error.message,
    why: 'Whether this file has problems is not known here; the API looks at it when it is sent.',
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 1,
    link: docs.compose,
  }
  return { problems: [problem], references: referencesIn(text) }
}
