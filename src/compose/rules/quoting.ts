import { isScalar } from 'yaml'
import { environmentOf } from '../environment.ts'
import { problemAt, replace, docs, type Rule } from '../rule.ts'
import type { Problem } from '../problem.ts'

/** Quotes that become part of a value, and numbers that lose digits without quotes. */
export const quoting: Rule = (compose) =>
  compose.services.flatMap((service) =>
    environmentOf(compose, service).flatMap((assignment): Problem[] => {
      const { key, value, node, form } = assignment
      if (form === 'list' && value !== undefined && (/\s$/.test(key) || /^\s/.test(value)))
        return [
          problemAt(compose, node, {
            rule: 'spaces-around-equals',
            severity: 'warning',
            message: `${service.name}: the spaces around = become part of ${key.trim()} or of its value. Leave them out.`,
            why: 'In the KEY=value form nothing is trimmed: “KEY =” is another name, and “= value” begins with a space.',
            link: docs.services,
            service,
            fix:
              isScalar(node) && node.type === 'PLAIN'
                ? {
                    title: 'Remove the spaces',
                    edits: [replace(compose, node, `${key.trim()}=${value.trim()}`)],
                  }
                : undefined,
          }),
        ]
      if (
        form === 'list' &&
        value !== undefined &&
        /^(["']).*\1$/s.test(value) &&
        value.length > 1
      ) {
        const inner = value.slice(1, -1)
        const plain = /^[\w./:@${}+=, -]*$/.test(inner) && !/: | #|^ | $/.test(inner)
        return [
          problemAt(compose, node, {
            rule: 'quotes-in-value',
            severity: 'warning',
            message: `${service.name}: the quotes are part of the value of ${key} here. Leave them out.`,
            why: 'In the KEY=value form everything behind = is the value, quotes included.',
            link: docs.services,
            service,
            fix: plain
              ? { title: 'Remove the quotes', edits: [replace(compose, node, `${key}=${inner}`)] }
              : undefined,
          }),
        ]
      }
      if (form !== 'map' || !isScalar(node) || typeof node.value !== 'number') return []
      const { source } = node
      if (source === undefined || source === asNumber(node.value)) return []
      return [
        problemAt(compose, node, {
          rule: 'number-changes',
          severity: 'warning',
          message: `${service.name}: ${key} is read as the number ${asNumber(node.value)}, not as ${source}. Put it in quotes.`,
          why: 'Without quotes YAML reads digits as a number, and leading or trailing zeros and exponents are lost.',
          link: docs.services,
          service,
          fix: { title: 'Put it in quotes', edits: [replace(compose, node, `"${source}"`)] },
        }),
      ]
    }),
  )

function asNumber(value: number): string {
  return String(value)
}
