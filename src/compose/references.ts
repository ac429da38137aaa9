import { isAlias, isMap, isPair, isScalar, isSeq, type Scalar } from 'yaml'
import { variablesIn, type Variable } from './interpolation.ts'
import { scalarText, span } from './node.ts'
import type { TextRange } from './problem.ts'
import { readYaml, type Source } from './source.ts'

/** A variable that the file refers to, with all its places. */
export interface Reference {
  name: string
  /** Some place refuses to start without it (`${A:?…}`, `${A?…}`). */
  required: boolean
  /** Every place has a default or a replacement, so that it can be left out. */
  optional: boolean
  /** The default of the first place that has one. */
  default?: string
  /** The text of the first `:?`, which says what is wanted. */
  message?: string
  ranges: TextRange[]
  /** Services that use it; empty when only the top level does. */
  services: string[]
}

/**
 * The variables of a compose file in the order in which they appear. Compose interpolates values, never
 * keys and comments. Text that is not YAML (yet) gives what could be read of it.
 */
export function referencesIn(text: string): Reference[] {
  const { source } = readYaml(text)
  return source ? referencesOf(source) : []
}

/** The same for a file that was read already. */
export function referencesOf(source: Source): Reference[] {
  const found = new Map<string, Reference>()
  for (const { scalar, service } of scalarsOf(source)) {
    const value = scalarText(scalar)
    if (!value?.includes('$')) continue
    const variables = variablesIn(value)
    const ranges = rangesOf(source, scalar, variables)
    for (const [index, variable] of variables.entries())
      add(found, variable, ranges[index] ?? source.range(...span(scalar)), service)
  }
  return [...found.values()]
}

function add(
  found: Map<string, Reference>,
  variable: Variable,
  range: TextRange,
  service: string | undefined,
): void {
  const { operator, argument, name } = variable
  const hasDefault = operator === ':-' || operator === '-'
  const hasFallback = hasDefault || operator === ':+' || operator === '+'
  const wants = operator === ':?' || operator === '?'
  const known = found.get(name) ?? {
    name,
    required: false,
    optional: true,
    ranges: [],
    services: [],
  }
  known.required ||= wants
  known.optional &&= hasFallback
  if (hasDefault && known.default === undefined) known.default = argument ?? ''
  if (wants && argument && known.message === undefined) known.message = argument
  known.ranges.push(range)
  if (service && !known.services.includes(service)) known.services.push(service)
  found.set(name, known)
}

/** A scalar and the service that it stands in. */
export interface PlacedScalar {
  scalar: Scalar
  service: string | undefined
}

/** Every scalar value of the file, once, in order; keys and what aliases point to are not repeated. */
export function scalarsOf(source: Source): PlacedScalar[] {
  const result: PlacedScalar[] = []
  const visit = (node: unknown, path: string[]): void => {
    if (isScalar(node)) {
      const service = path[0] === 'services' ? path[1] : undefined
      result.push({ scalar: node, service })
    } else if (isMap(node) || isSeq(node)) {
      for (const item of node.items) {
        if (isAlias(item)) continue
        if (!isPair(item)) visit(item, path)
        else
          visit(
            item.value,
            path.length < 2 ? [...path, scalarText(source.resolve(item.key)) ?? ''] : path,
          )
      }
    }
  }
  visit(source.root, [])
  return result
}

/**
 * Places of variables in the text. They are looked for in the text as it stands; where escapes in a
 * quoted scalar make that differ from its value, the whole scalar is the place.
 */
export function rangesOf(source: Source, scalar: Scalar, variables: Variable[]): TextRange[] {
  const [start, end] = span(scalar)
  const raw = variablesIn(source.text.slice(start, end))
  const same =
    raw.length === variables.length &&
    raw.every((one, index) => one.name === variables[index]?.name)
  return variables.map((_, index) => {
    const one = raw[index]
    return same && one ? source.range(start + one.start, start + one.end) : source.range(start, end)
  })
}
