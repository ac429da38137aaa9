import { isMap, isScalar, type Node } from 'yaml'
import { isEmpty, scalarText, type Entry } from '../node.ts'
import type { Compose, Service } from '../parse.ts'
import type { Problem } from '../problem.ts'
import { docs, problemAt, type Rule } from '../rule.ts'

const why = 'Only the compose file is sent to the CVM; other files of your machine are not there.'

/** Files beside the compose file: env_file, include, extends, and configs or secrets from a file. */
export const localFiles: Rule = (compose) => [
  ...compose.services.flatMap((service) => [
    ...inService(
      compose,
      service,
      'env_file',
      'Put the variables into environment: as KEY: ${KEY}, and give their values in the Secrets step.',
    ),
    ...inService(compose, service, 'label_file', 'Write the labels into labels:.'),
    ...extendsFile(compose, service),
  ]),
  ...include(compose),
  ...fromFile(
    compose,
    'secrets',
    'Use environment: instead of file:, and give the value in the Secrets step.',
  ),
  ...fromFile(compose, 'configs', 'Write it into the compose file with content: instead.'),
]

function inService(compose: Compose, service: Service, key: string, advice: string): Problem[] {
  const entry = compose.field(service.node, key)
  if (!entry || isEmpty(entry.value)) return []
  return [
    problemAt(compose, entry.keyNode, {
      rule: key.replace('_', '-'),
      severity: 'error',
      message: `${service.name}: ${key}: ${names(compose, entry)}is not in the CVM. ${advice}`,
      why,
      link: docs.services,
      service,
    }),
  ]
}

function extendsFile(compose: Compose, service: Service): Problem[] {
  const entry = compose.field(service.node, 'extends')
  const file = compose.field(entry?.value ?? null, 'file')
  if (!entry || !file || isEmpty(file.value)) return []
  return [
    problemAt(compose, file.keyNode, {
      rule: 'extends-file',
      severity: 'error',
      message: `${service.name}: extends: needs the file ${scalarText(file.value) ?? ''}, which is not in the CVM. Copy its service into this file.`,
      why,
      link: docs.services,
      service,
    }),
  ]
}

function include(compose: Compose): Problem[] {
  const entry = compose.top.find((one) => one.key === 'include')
  if (!entry || isEmpty(entry.value)) return []
  return [
    problemAt(compose, entry.keyNode, {
      rule: 'include',
      severity: 'error',
      message: `include: ${names(compose, entry)}is not in the CVM. Copy its services into this file.`,
      why,
      link: docs.compose,
    }),
  ]
}

function fromFile(compose: Compose, kind: 'secrets' | 'configs', advice: string): Problem[] {
  const top = compose.top.find((entry) => entry.key === kind)
  return compose.entries(top?.value ?? null).flatMap((entry) => {
    const file = compose.field(entry.value, 'file')
    if (!file || isEmpty(file.value)) return []
    return [
      problemAt(compose, file.keyNode, {
        rule: `${kind}-file`,
        severity: 'error',
        message: `${kind}.${entry.key} comes from the file ${scalarText(file.value) ?? ''}, which is not in the CVM. ${advice}`,
        why,
        link: docs.secrets,
      }),
    ]
  })
}

/** `a, b ` for the files named by an entry, in any of its forms; empty when they have no name. */
function names(compose: Compose, entry: Entry): string {
  const one = (node: Node | null): string | undefined =>
    isScalar(node)
      ? scalarText(node)
      : isMap(node)
        ? scalarText(compose.field(node, 'path')?.value)
        : undefined
  const found = isScalar(entry.value) ? [one(entry.value)] : compose.items(entry.value).map(one)
  const list = found.filter((name) => name !== undefined)
  return list.length === 0 ? '' : `${list.slice(0, 3).join(', ')}${list.length > 3 ? ', …' : ''} `
}
