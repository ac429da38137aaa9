import { isMap, isScalar, type Node, type YAMLMap } from 'yaml'
import { isEmpty, span, type Entry } from './node.ts'
import type { Problem, TextRange } from './problem.ts'
import { docs } from './rule.ts'
import { readYaml, type Source } from './source.ts'

/** A service of the file; fields are read through `compose.field(service.node, 'image')`. */
export interface Service {
  name: string
  node: YAMLMap
  keyNode: Node
}

/** A compose file as nodes with their places. */
export interface Compose extends Source {
  services: Service[]
  /** The entries at the top of the file. */
  top: Entry[]
  /** The place of a node. */
  place(node: Node): TextRange
}

export type Parsed =
  | { ok: true; compose: Compose; problems: [] }
  | { ok: false; compose: null; problems: Problem[] }

const shape =
  'A compose file is a mapping with services: and below it one mapping for each service.'

/** Reads a compose file. It fails on text that is not YAML, and on YAML that has no services. */
export function parseCompose(text: string): Parsed {
  const read = readYaml(text)
  if (!read.ok) return { ok: false, compose: null, problems: read.problems }
  const { source } = read
  const place = (node: Node) => {
    const [start, end] = span(node)
    // A block collection reaches to the line after it; its place ends with its last character.
    return source.range(start, start + text.slice(start, end).trimEnd().length)
  }
  const refuse = (message: string, at: TextRange, service?: string): Parsed => ({
    ok: false,
    compose: null,
    problems: [
      {
        rule: 'not-compose',
        severity: 'error',
        message,
        why: shape,
        link: docs.compose,
        ...at,
        ...(service ? { service } : {}),
      },
    ],
  })

  const start = source.range(0, 1)
  if (isEmpty(source.root))
    return refuse('The file is empty. Add services: with at least one service.', start)
  if (!isMap(source.root))
    return refuse('This is YAML, but not a compose file: services: is missing.', start)
  const services = source.field(source.root, 'services')
  if (!services)
    return refuse(
      'This is not a compose file: the key services: is missing at the top level.',
      start,
    )
  if (isEmpty(services.value) || (isMap(services.value) && services.value.items.length === 0))
    return refuse('services: is empty. Add at least one service.', place(services.keyNode))
  if (!isMap(services.value))
    return refuse(
      `services: must be a mapping of names to services, not ${kindOf(services.value)}.`,
      place(services.keyNode),
    )

  const found: Service[] = []
  const problems: Problem[] = []
  for (const entry of source.entries(services.value)) {
    if (entry.key.startsWith('x-')) continue
    if (isMap(entry.value))
      found.push({ name: entry.key, node: entry.value, keyNode: entry.keyNode })
    else {
      const what = isEmpty(entry.value) ? 'is empty' : `is ${kindOf(entry.value)}`
      problems.push({
        rule: 'not-compose',
        severity: 'error',
        message: `services.${entry.key} ${what}; a service is a mapping with at least image:.`,
        why: shape,
        link: docs.compose,
        service: entry.key,
        ...place(entry.keyNode),
      })
    }
  }
  if (problems.length > 0) return { ok: false, compose: null, problems }
  if (found.length === 0)
    return refuse('services: holds no service. Add at least one.', place(services.keyNode))
  const compose = { ...source, services: found, top: source.entries(source.root), place }
  return { ok: true, compose, problems: [] }
}

/** What a YAML value is, in words. */
export function kindOf(node: Node | null): string {
  if (isEmpty(node)) return 'empty'
  if (isMap(node)) return 'a mapping'
  if (!isScalar(node)) return 'a list'
  return typeof node.value === 'string'
    ? 'text'
    : typeof node.value === 'boolean'
      ? 'true or false'
      : 'a number'
}
