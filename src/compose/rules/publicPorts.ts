import { databaseOf } from '../databases.ts'
import { removeField } from '../insert.ts'
import { scalarText } from '../node.ts'
import { isPublic, portsOf, type Endpoint } from '../ports.ts'
import type { Problem } from '../problem.ts'
import { docs, listed, problemAt, type Rule } from '../rule.ts'

/** What becomes reachable from the internet, one line for each service. */
export const publicPorts: Rule = (compose) => {
  const entries = portsOf(compose)
  return compose.services.flatMap((service): Problem[] => {
    const field = compose.field(service.node, 'ports')
    const endpoints = entries
      .filter((entry) => entry.service.name === service.name)
      .flatMap((entry) => entry.endpoints)
      .filter(isPublic)
    if (!field || endpoints.length === 0) return []
    const image = scalarText(compose.field(service.node, 'image')?.value)
    const database = image === undefined ? undefined : databaseOf(image)
    const tcp = numbers(endpoints.filter((one) => one.protocol === 'tcp'))
    const other = numbers(endpoints.filter((one) => one.protocol !== 'tcp'))
    const removal = database && removeField(compose, service, field)
    const problems: Problem[] = []
    if (tcp.length > 0)
      problems.push(
        problemAt(compose, field.keyNode, {
          rule: database ? 'database-public' : 'port-public',
          severity: database ? 'warning' : 'hint',
          message: database
            ? `${service.name}: ${database.name} is published to the whole internet (port ${listed(tcp)}). Remove ports:, other services reach it by its name.`
            : `${service.name} becomes public at ${listed(tcp.map((port) => `https://<app id>-${port}.<gateway>`))}. Write 127.0.0.1: before a port to keep it inside.`,
          why: 'Every published port of a CVM is given a public address by the gateway. Services of one file reach each other without publishing anything.',
          link: docs.practices,
          service,
          fix: removal && { title: 'Remove ports:', edits: [removal] },
        }),
      )
    if (other.length > 0)
      problems.push(
        problemAt(compose, field.keyNode, {
          rule: 'port-unreachable',
          severity: 'warning',
          message: `${service.name}: ${listed(endpoints.filter((one) => one.protocol !== 'tcp').map((one) => `${one.published ?? one.target}/${one.protocol}`))} cannot be reached from outside.`,
          why: 'The gateway passes on TLS over TCP only; UDP and SCTP never arrive at the CVM.',
          link: 'https://github.com/Dstack-TEE/dstack/blob/master/docs/dstack-gateway.md',
          service,
        }),
      )
    return problems
  })
}

function numbers(endpoints: Endpoint[]): string[] {
  return [...new Set(endpoints.map((one) => String(one.published ?? one.target)))]
}
