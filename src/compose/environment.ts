import { isScalar, type Node } from 'yaml'
import { scalarText } from './node.ts'
import type { Compose, Service } from './parse.ts'

/** One variable of a service's `environment:`, in either form. */
export interface Assignment {
  service: Service
  key: string
  /** Undefined for a name alone, which passes a variable through. */
  value: string | undefined
  /** The value's scalar in map form, the whole `KEY=value` in list form. */
  node: Node
  form: 'map' | 'list'
}

/** All variables that a service sets. */
export function environmentOf(compose: Compose, service: Service): Assignment[] {
  const value = compose.field(service.node, 'environment')?.value ?? null
  const mapped = compose.entries(value).map((entry): Assignment => ({
    service,
    key: entry.key,
    value: scalarText(entry.value),
    node: entry.value ?? entry.keyNode,
    form: 'map',
  }))
  const listed = compose.items(value).flatMap((node): Assignment[] => {
    const text = isScalar(node) ? scalarText(node) : undefined
    if (text === undefined) return []
    const equals = text.indexOf('=')
    const key = equals === -1 ? text : text.slice(0, equals)
    return [
      {
        service,
        key,
        value: equals === -1 ? undefined : text.slice(equals + 1),
        node,
        form: 'list',
      },
    ]
  })
  return [...mapped, ...listed]
}
