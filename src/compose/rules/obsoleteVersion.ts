import { span } from '../node.ts'
import { docs, problemAt, type Rule } from '../rule.ts'

/** `version:` has had no meaning since Compose 2; Compose prints a warning for it. */
export const obsoleteVersion: Rule = (compose) => {
  const entry = compose.top.find((one) => one.key === 'version')
  if (!entry) return []
  const end = entry.valueNode ? span(entry.valueNode)[1] : span(entry.keyNode)[1]
  const start = span(entry.keyNode)[0]
  const next = compose.text.indexOf('\n', end)
  const rest = next === -1 ? compose.text.slice(end) : compose.text.slice(end, next)
  const alone = rest.trim() === '' && (start === 0 || compose.text[start - 1] === '\n')
  return [
    problemAt(compose, entry.keyNode, {
      rule: 'version-obsolete',
      severity: 'hint',
      message: 'version: has no meaning any more; remove the line.',
      why: 'Docker Compose always uses the newest specification and warns about this key.',
      link: docs.compose,
      fix: alone
        ? {
            title: 'Remove version:',
            edits: [
              { ...compose.range(start, next === -1 ? compose.text.length : next + 1), text: '' },
            ],
          }
        : undefined,
    }),
  ]
}
