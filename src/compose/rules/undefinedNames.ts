import { isScalar, type Node } from 'yaml'
import { addToTop } from '../insert.ts'
import { isEmpty, scalarText } from '../node.ts'
import { mountsOf } from '../mounts.ts'
import type { Compose, Service } from '../parse.ts'
import type { Problem } from '../problem.ts'
import { docs, problemAt, type Rule } from '../rule.ts'
import { closest } from '../schema.ts'

/** Volumes, networks, secrets, configs and services that are used but declared nowhere. */
export const undefinedNames: Rule = (compose) =>
  compose.services.flatMap((service) => [
    ...mountsOf(compose, service)
      .filter((mount) => mount.type === 'volume')
      .flatMap((mount) => missing(compose, service, 'volumes', mount.source, mount.node)),
    ...named(compose, service, 'networks').flatMap(({ name, node }) =>
      name === 'default' ? [] : missing(compose, service, 'networks', name, node),
    ),
    ...named(compose, service, 'secrets').flatMap(({ name, node }) =>
      missing(compose, service, 'secrets', name, node),
    ),
    ...named(compose, service, 'configs').flatMap(({ name, node }) =>
      missing(compose, service, 'configs', name, node),
    ),
    ...named(compose, service, 'depends_on').flatMap(({ name, node }) =>
      unknownService(compose, service, name, node),
    ),
  ])

interface Named {
  name: string
  node: Node
}

function named(compose: Compose, service: Service, key: string): Named[] {
  const value = compose.field(service.node, key)?.value ?? null
  const listed = compose.items(value).flatMap((node) => {
    const name = scalarText(isScalar(node) ? node : compose.field(node, 'source')?.value)
    return name === undefined ? [] : [{ name, node }]
  })
  const mapped = compose.entries(value).map((entry) => ({ name: entry.key, node: entry.keyNode }))
  return [...listed, ...mapped].filter(({ name }) => !name.includes('$'))
}

type Kind = 'volumes' | 'networks' | 'secrets' | 'configs'

function missing(
  compose: Compose,
  service: Service,
  kind: Kind,
  name: string,
  node: Node,
): Problem[] {
  const top = compose.top.find((entry) => entry.key === kind)?.value ?? null
  if (name === '' || compose.field(top, name)) return []
  const canDeclare = kind === 'volumes' || kind === 'networks'
  const edit =
    canDeclare && (isEmpty(top) || top) ? addToTop(compose, kind, [`${name}:`]) : undefined
  return [
    problemAt(compose, node, {
      rule: `${kind}-undefined`,
      severity: 'error',
      message: `${service.name} uses the ${kind.slice(0, -1)} ${name}, which is not declared under ${kind}: at the top level.`,
      why: 'Docker Compose refuses a file that refers to something undeclared.',
      link: docs.compose,
      service,
      fix: edit ? { title: `Declare ${name} under ${kind}:`, edits: [edit] } : undefined,
    }),
  ]
}

function unknownService(compose: Compose, service: Service, name: string, node: Node): Problem[] {
  const names = compose.services.map((one) => one.name)
  if (names.includes(name)) return []
  const meant = closest(name, names)
  return [
    problemAt(compose, node, {
      rule: 'service-undefined',
      severity: 'error',
      message: `${service.name} depends on ${name}, which is not a service of this file${meant ? `; did you mean ${meant}?` : '.'}`,
      why: 'Docker Compose refuses a file that refers to something undeclared.',
      link: docs.compose,
      service,
    }),
  ]
}
