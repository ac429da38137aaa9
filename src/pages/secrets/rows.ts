import type { Reference } from '../../compose/references.ts'

/** One variable of the deployment: from the compose file, or added by hand for use at run time. */
export type SecretRow = {
  key: string
  origin: 'compose' | 'added'
  /** `required`: the file refuses to start without it. `default`: it has one. `empty`: it would be ''. */
  without: 'required' | 'default' | 'empty'
  /** The default that the file gives, where it gives one. */
  fallback: string | undefined
  /** What the file says is wanted (`${A:?text}`). */
  wanted: string | undefined
  lines: number[]
}

/** A row for every variable that the file refers to, then those added by hand. */
export function rowsOf(
  references: readonly Reference[],
  secrets: { added: readonly string[] },
): SecretRow[] {
  const known = new Set(references.map(({ name }) => name))
  return [
    ...references.map(fromReference),
    ...secrets.added.filter((key) => !known.has(key)).map(byHand),
  ]
}

function fromReference(reference: Reference): SecretRow {
  return {
    key: reference.name,
    origin: 'compose',
    without: reference.required ? 'required' : reference.optional ? 'default' : 'empty',
    fallback: reference.default,
    wanted: reference.message,
    lines: [...new Set(reference.ranges.map(({ line }) => line))],
  }
}

/** A variable that the compose file does not refer to. */
export const byHand = (key: string): SecretRow => ({
  key,
  origin: 'added',
  without: 'empty',
  fallback: undefined,
  wanted: undefined,
  lines: [],
})

/** A name that a shell and Compose can use. */
export const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/

/** What is wrong with the name of a variable to add; undefined when it can be added. */
export function whyBadKey(key: string, rows: readonly SecretRow[]): string | undefined {
  if (key === '') return 'Give the variable a name.'
  if (!VARIABLE_NAME.test(key)) {
    return 'Letters, digits and _ only, not starting with a digit.'
  }
  if (rows.some((row) => row.key === key)) return `${key} is in the list already.`
  return undefined
}
