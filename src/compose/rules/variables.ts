import { splitTemplate } from '../interpolation.ts'
import { scalarText, span } from '../node.ts'
import type { Fix } from '../problem.ts'
import { type Reference, referencesOf, scalarsOf } from '../references.ts'
import { docs, listed, problemAt, type Rule } from '../rule.ts'

/** A `$` that starts no variable: Compose refuses the file. */
export const invalidVariables: Rule = (compose) =>
  scalarsOf(compose).flatMap(({ scalar, service }) => {
    const text = scalarText(scalar)
    if (!text?.includes('$')) return []
    const bad = splitTemplate(text).filter((part) => part.kind === 'invalid')
    const [first] = bad
    if (!first) return []
    const shown = text.slice(
      first.start,
      Math.min(first.start + 20, Math.max(first.end, first.start + 2)),
    )
    const [start, end] = span(scalar)
    const raw = compose.text.slice(start, end)
    const simple = splitTemplate(raw).filter((part) => part.kind === 'invalid')
    const edits = simple.map((part) => ({
      ...compose.range(start + part.start, start + part.start + 1),
      text: '$$',
    }))
    return [
      problemAt(compose, scalar, {
        rule: 'variable-invalid',
        severity: 'error',
        message: `“${shown}” is not a variable. Write $$ for a dollar sign, or \${NAME} for a variable.`,
        why: 'Docker Compose replaces $NAME and ${NAME} in every value and refuses anything else behind a $.',
        link: docs.interpolation,
        service,
        fix:
          simple.length === bad.length ? { title: 'Write $$ for a dollar sign', edits } : undefined,
      }),
    ]
  })

/** Variables without a value, once values have been asked for. */
export const unsetVariables: Rule = (compose, { variables }) => {
  if (!variables) return []
  const lines = compose.text.split('\n')
  return referencesOf(compose)
    .filter((reference) => !reference.optional && !variables.has(reference.name))
    .flatMap((reference) => {
      const [range] = reference.ranges
      if (!range) return []
      const where = reference.services.length > 0 ? ` in ${listed(reference.services)}` : ''
      const [service] = reference.services
      return [
        {
          rule: 'variable-unset',
          severity: reference.required ? ('error' as const) : ('warning' as const),
          message: reference.required
            ? `\${${reference.name}}${where} has no value, and the file refuses to start without one. Give it a value with the secrets.`
            : `\${${reference.name}}${where} has no value; it would be empty in the CVM. Give it a value with the secrets, or a default: \${${reference.name}:-…}.`,
          why: 'Docker Compose puts an empty text in place of a variable without a value, which is rarely noticed before something fails.',
          link: docs.interpolation,
          ...(reference.required ? {} : { fix: emptyDefault(lines, reference) }),
          ...(service === undefined ? {} : { service }),
          ...range,
        },
      ]
    })
}

/** Says that empty is meant, which is what happens anyway. */
function emptyDefault(lines: readonly string[], { name, ranges }: Reference): Fix {
  const edits = ranges.flatMap((range) => {
    const written = lines[range.line - 1]?.slice(range.column - 1, range.endColumn - 1)
    return written === `$${name}` || written === `\${${name}}`
      ? [{ ...range, text: `\${${name}:-}` }]
      : []
  })
  return { title: `Let ${name} be empty`, edits }
}
