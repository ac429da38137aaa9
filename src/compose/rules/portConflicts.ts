import { portsOf } from '../ports.ts'
import type { Problem } from '../problem.ts'
import { docs, problemAt, type Rule } from '../rule.ts'

const GUEST_AGENT = 8090

/** Ports that are not ports, are published twice, or are taken by the guest itself. */
export const portConflicts: Rule = (compose) => {
  const problems: Problem[] = []
  const taken = new Map<string, { service: string; line: number; host_ip: string | null }[]>()
  for (const { service, node, endpoints, problem } of portsOf(compose)) {
    if (problem?.kind === 'invalid')
      problems.push(
        problemAt(compose, node, {
          rule: 'port-invalid',
          severity: 'error',
          message: `${service.name}: this port cannot be read: ${problem.reason}.`,
          why: 'Write it as published:container, such as 8080:80.',
          link: docs.services,
          service,
        }),
      )
    for (const { published, protocol, host_ip } of endpoints) {
      if (published === null) continue
      const key = `${published}/${protocol}`
      const line = compose.place(node).line
      const others = taken.get(key) ?? []
      const other = others.find((one) => one.host_ip === host_ip || !one.host_ip || !host_ip)
      taken.set(key, [...others, { service: service.name, line, host_ip }])
      if (other) {
        problems.push(
          problemAt(compose, node, {
            rule: 'port-taken',
            severity: 'error',
            message: `${service.name}: port ${key} is published by ${other.service} in line ${other.line} already. Choose another published port.`,
            why: 'All services of a CVM share its ports; Docker cannot start the second one.',
            link: docs.services,
            service,
          }),
        )
        break
      }
      if (published === GUEST_AGENT && protocol === 'tcp')
        problems.push(
          problemAt(compose, node, {
            rule: 'port-guest-agent',
            severity: 'error',
            message: `${service.name}: port ${GUEST_AGENT} is used by the CVM's own guest agent. Choose another published port.`,
            why: 'dstack’s guest agent listens there and serves public information about the CVM.',
            link: docs.practices,
            service,
          }),
        )
    }
  }
  return problems
}
