import { scalarText } from '../node.ts'
import type { Problem } from '../problem.ts'
import { docs, problemAt, type Rule } from '../rule.ts'

/** Docker cannot start two containers under one name. */
export const containerNames: Rule = (compose) => {
  const seen = new Map<string, string>()
  return compose.services.flatMap((service): Problem[] => {
    const entry = compose.field(service.node, 'container_name')
    const name = scalarText(entry?.value)
    if (!entry?.valueNode || name === undefined || name.includes('$')) return []
    const other = seen.get(name)
    seen.set(name, other ?? service.name)
    if (other === undefined) return []
    return [
      problemAt(compose, entry.valueNode, {
        rule: 'container-name-taken',
        severity: 'error',
        message: `${service.name}: the container name ${name} is used by ${other} already.`,
        why: 'Container names are unique in one CVM; the second container cannot be created.',
        link: docs.services,
        service,
      }),
    ]
  })
}
