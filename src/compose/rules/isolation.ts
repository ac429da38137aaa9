import { scalarText } from '../node.ts'
import type { Problem } from '../problem.ts'
import { docs, problemAt, type Rule } from '../rule.ts'

/** Settings that take the walls between containers, or between a container and the guest, away. */
export const isolation: Rule = (compose) =>
  compose.services.flatMap((service): Problem[] => {
    const read = (key: string) => compose.field(service.node, key)
    const problems: Problem[] = []
    const network = read('network_mode')
    if (network && scalarText(network.value) === 'host')
      problems.push(
        problemAt(compose, network.valueNode ?? network.keyNode, {
          rule: 'network-host',
          severity: 'warning',
          message: `${service.name}: with network_mode: host every port that it listens on is public, not only those under ports:.`,
          why: 'The gateway reaches every port of the CVM. Without network_mode: host only what ports: names is open.',
          link: docs.practices,
          service,
        }),
      )
    const privileged = read('privileged')
    if (privileged && scalarText(privileged.value) === 'true')
      problems.push(
        problemAt(compose, privileged.valueNode ?? privileged.keyNode, {
          rule: 'privileged',
          severity: 'warning',
          message: `${service.name} is privileged: it can take over the whole CVM. Name the capabilities it needs under cap_add: instead.`,
          why: 'A privileged container has every device and capability of the guest; a flaw in it exposes all secrets.',
          link: docs.services,
          service,
        }),
      )
    const pid = read('pid')
    if (pid && scalarText(pid.value) === 'host')
      problems.push(
        problemAt(compose, pid.valueNode ?? pid.keyNode, {
          rule: 'pid-host',
          severity: 'warning',
          message: `${service.name}: with pid: host it sees and can read every process of the CVM, with their environment.`,
          why: 'Environment variables of all other containers, secrets included, are readable through /proc.',
          link: docs.services,
          service,
        }),
      )
    return problems
  })
