import { scalarText } from '../node.ts'
import { docs, problemAt, type Rule } from '../rule.ts'

/** `external: true` means "somebody made it before", and in a new CVM nobody did. */
export const externalResources: Rule = (compose) =>
  ['volumes', 'networks', 'secrets', 'configs'].flatMap((kind) => {
    const top = compose.top.find((entry) => entry.key === kind)?.value ?? null
    return compose.entries(top).flatMap((entry) => {
      const external = compose.field(entry.value, 'external')
      if (!external || scalarText(external.value) === 'false') return []
      const cannot = kind === 'secrets' || kind === 'configs'
      return [
        problemAt(compose, external.keyNode, {
          rule: 'external',
          severity: cannot ? 'error' : 'warning',
          message: cannot
            ? `${kind}.${entry.key} is external, which needs a Docker swarm; a CVM has none. Use environment: or content:.`
            : `${kind}.${entry.key} is external: it has to exist before, and a new CVM has none. Remove external: so that it is created.`,
          why: 'A CVM starts with an empty Docker. Only a pre-launch script could create it before.',
          link: docs.compose,
        }),
      ]
    })
  })
