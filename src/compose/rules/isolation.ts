import { isScalar } from 'yaml'
import { removeField } from '../insert.ts'
import type { Entry } from '../node.ts'
import { scalarText } from '../node.ts'
import type { Compose, Service } from '../parse.ts'
import type { Problem } from '../problem.ts'
import { docs, listed, problemAt, type Rule } from '../rule.ts'

type Wall = {
  key: string
  /** The value that takes the wall away. */
  value: string
  rule: string
  message: (service: string) => string
  why: string
  link: string
}

const walls: Wall[] = [
  {
    key: 'network_mode',
    value: 'host',
    rule: 'network-host',
    message: (name) =>
      `${name}: with network_mode: host every port that it listens on is public, not only those under ports:.`,
    why: 'The gateway reaches every port of the CVM. Without network_mode: host only what ports: names is open.',
    link: docs.practices,
  },
  {
    key: 'privileged',
    value: 'true',
    rule: 'privileged',
    message: (name) =>
      `${name} is privileged: it can take over the whole CVM. Name the capabilities it needs under cap_add: instead.`,
    why: 'A privileged container has every device and capability of the guest; a flaw in it exposes all secrets.',
    link: docs.services,
  },
  {
    key: 'pid',
    value: 'host',
    rule: 'pid-host',
    message: (name) =>
      `${name}: with pid: host it sees and can read every process of the CVM, with their environment.`,
    why: 'Environment variables of all other containers, secrets included, are readable through /proc.',
    link: docs.services,
  },
  {
    key: 'ipc',
    value: 'host',
    rule: 'ipc-host',
    message: (name) =>
      `${name}: with ipc: host it shares memory with everything in the CVM. Use shm_size: for more shared memory.`,
    why: 'What other programs hand over in shared memory is readable and writable for it.',
    link: docs.services,
  },
]

/** Settings that take the walls between containers, or between a container and the guest, away. */
export const isolation: Rule = (compose) =>
  compose.services.flatMap((service): Problem[] => [
    ...walls.flatMap((wall) => missingWall(compose, service, wall)),
    ...capabilities(compose, service),
  ])

function missingWall(compose: Compose, service: Service, wall: Wall): Problem[] {
  const { key, value, rule, message, why, link } = wall
  const entry = compose.field(service.node, key)
  if (!entry || scalarText(entry.value) !== value) return []
  return [
    problemAt(compose, entry.valueNode ?? entry.keyNode, {
      rule,
      severity: 'warning',
      message: message(service.name),
      why,
      link,
      service,
      fix: removal(compose, service, entry),
    }),
  ]
}

function removal(compose: Compose, service: Service, entry: Entry) {
  const edit = removeField(compose, service, entry)
  return edit && { title: `Remove ${entry.key}: ${scalarText(entry.value)}`, edits: [edit] }
}

const all = /^(?:CAP_)?(?:ALL|SYS_ADMIN|SYS_MODULE|SYS_PTRACE|SYS_RAWIO)$/i

/** Capabilities that are as good as being root of the guest. */
function capabilities(compose: Compose, service: Service): Problem[] {
  const entry = compose.field(service.node, 'cap_add')
  const found = compose
    .items(entry?.value ?? null)
    .filter((node) => isScalar(node) && all.test(scalarText(node) ?? ''))
  const [first] = found
  if (!first) return []
  return [
    problemAt(compose, first, {
      rule: 'capabilities',
      severity: 'warning',
      message: `${service.name}: with ${listed(found.map((node) => scalarText(node) ?? ''))} it can break out of its container. Name only what it needs.`,
      why: 'Such a capability reaches the memory, the devices or the kernel of the guest, and with them every secret.',
      link: docs.services,
      service,
    }),
  ]
}
