// Checks YAML nodes against the Compose specification's JSON schema. A general validator would need the
// file as plain values, losing the places and expanding aliases; this one reads the nodes, needs only the
// keywords that the specification uses, and words what it finds for a person.
import { isMap, isScalar, isSeq, type Node } from 'yaml'
import specification from 'compose-schema.json'
import { isEmpty, scalarText } from './node.ts'
import { kindOf, type Compose } from './parse.ts'

/** The part of JSON schema that the Compose specification is written in. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  properties?: Record<string, Schema>
  patternProperties?: Record<string, Schema>
  additionalProperties?: boolean | Schema
  required?: string[]
  items?: Schema
  oneOf?: Schema[]
  enum?: (string | number | boolean | null)[]
  pattern?: string
  minimum?: number
  maximum?: number
  uniqueItems?: boolean
}

/** What does not fit; `node` is where it stands, `path` is as in `services.web.ports.0`. */
export interface Mismatch {
  node: Node
  path: string[]
  message: string
  /** The key that was probably meant. */
  meant?: string
}

const root = specification as unknown as Schema & { definitions: Record<string, Schema> }

/** Everything in the file that the Compose specification does not allow. */
export function mismatches(compose: Compose): Mismatch[] {
  const seen = new Map<Node, Map<Schema, Mismatch[]>>()
  const check = (node: Node | null, given: Schema, path: string[]): Mismatch[] => {
    if (!node || isEmpty(node)) return []
    const schema = dereference(given)
    const forNode = seen.get(node) ?? new Map<Schema, Mismatch[]>()
    const known = forNode.get(schema)
    if (known) return known
    seen.set(node, forNode)
    forNode.set(schema, [])
    const found = schema.oneOf
      ? best(schema.oneOf.map((one) => check(node, one, path)))
      : [
          ...wrongType(node, schema, path),
          ...inMap(node, schema, path),
          ...inList(node, schema, path),
        ]
    forNode.set(schema, found)
    return found
  }

  const inMap = (node: Node, schema: Schema, path: string[]): Mismatch[] => {
    if (!isMap(node) || !allows(schema, 'object')) return []
    const entries = compose.entries(node)
    const missing = (schema.required ?? [])
      .filter((key) => !entries.some((entry) => entry.key === key))
      .map((key) => ({ node, path, message: `${key}: is missing` }))
    const inside = entries.flatMap((entry) => {
      const inner = [...path, entry.key]
      const named = Object.hasOwn(schema.properties ?? {}, entry.key)
        ? schema.properties?.[entry.key]
        : patternFor(schema, entry.key)
      if (named) return check(entry.value, named, inner)
      const { additionalProperties } = schema
      if (typeof additionalProperties === 'object')
        return check(entry.value, additionalProperties, inner)
      if (additionalProperties !== false) return []
      const meant = closest(entry.key, Object.keys(schema.properties ?? {}))
      const message = schema.properties
        ? `is not a key of the Compose specification${meant ? `; did you mean ${meant}:?` : ''}`
        : 'is not a valid name: letters, digits, . _ and - only'
      return [{ node: entry.keyNode, path: inner, message, ...(meant ? { meant } : {}) }]
    })
    return [...missing, ...inside]
  }

  const inList = (node: Node, schema: Schema, path: string[]): Mismatch[] => {
    if (!isSeq(node) || !allows(schema, 'array')) return []
    const items = compose.items(node)
    const { items: itemSchema } = schema
    const inside = itemSchema
      ? items.flatMap((item, index) => check(item, itemSchema, [...path, String(index)]))
      : []
    return schema.uniqueItems ? [...inside, ...repeated(items, path)] : inside
  }

  return compose.top.flatMap((entry) => {
    if (entry.key === 'version' || entry.key.startsWith('x-')) return []
    const schema = root.properties?.[entry.key]
    if (schema) return check(entry.value, schema, [entry.key])
    const meant = closest(entry.key, Object.keys(root.properties ?? {}))
    const message = `is not a key of the Compose specification${meant ? `; did you mean ${meant}:?` : ''}`
    return [{ node: entry.keyNode, path: [entry.key], message, ...(meant ? { meant } : {}) }]
  })
}

function dereference(schema: Schema): Schema {
  const name = schema.$ref?.replace('#/definitions/', '')
  return name === undefined ? schema : (root.definitions[name] ?? {})
}

/** The branch of a oneOf that was probably meant: the one that got furthest before it failed. */
function best(branches: Mismatch[][]): Mismatch[] {
  const depth = (found: Mismatch[]) => Math.max(...found.map((one) => one.path.length))
  const [first, ...rest] = branches
  if (!first || branches.some((found) => found.length === 0)) return []
  const deepest = rest.reduce((a, b) => (depth(b) > depth(a) ? b : a), first)
  const here = branches.flat().filter((one) => one.path.length === depth(first))
  if (depth(deepest) > depth(first) || here.length < branches.length) return deepest
  const wanted = [
    ...new Set(branches.flatMap((found) => found.map((one) => wantedIn(one.message)))),
  ]
  return [{ ...(first[0] ?? here[0]), message: sentence(wanted, first[0]) } as Mismatch]
}

function wantedIn(message: string): string {
  return /^must be (.*), not .*$/.exec(message)?.[1] ?? message
}

function sentence(wanted: string[], first: Mismatch | undefined): string {
  return `must be ${wanted.join(' or ')}, not ${kindOf(first?.node ?? null)}`
}

const words = new Map<string, string>(
  Object.entries({
    object: 'a mapping',
    array: 'a list',
    string: 'text',
    number: 'a number',
    integer: 'a whole number',
    boolean: 'true or false',
    null: 'empty',
  }),
)

function types(schema: Schema): string[] {
  return schema.type === undefined ? [] : [schema.type].flat()
}

function allows(schema: Schema, type: string): boolean {
  return schema.type === undefined || types(schema).includes(type)
}

function wrongType(node: Node, schema: Schema, path: string[]): Mismatch[] {
  const wanted = types(schema)
  const text = scalarText(node)
  // A variable can become any scalar; what it becomes is known in the CVM only.
  const isOpen = text?.includes('$') ?? false
  const scalarWanted = wanted.some((type) => type !== 'object' && type !== 'array')
  if (isOpen && (wanted.length === 0 || scalarWanted)) return []
  if (wanted.length > 0 && !wanted.some((type) => isOf(node, type))) {
    const names = wanted.filter((type) => type !== 'null').map((type) => words.get(type) ?? type)
    return [{ node, path, message: `must be ${names.join(' or ')}, not ${kindOf(node)}` }]
  }
  if (text === undefined) return []
  if (schema.enum && !schema.enum.some((one) => String(one) === text))
    return [{ node, path, message: `must be one of ${schema.enum.join(', ')}` }]
  if (schema.pattern && !regex(schema.pattern).test(text))
    return [{ node, path, message: `must look like ${schema.pattern}` }]
  const value = Number(text)
  if (schema.minimum !== undefined && value < schema.minimum)
    return [{ node, path, message: `must be at least ${schema.minimum}` }]
  if (schema.maximum !== undefined && value > schema.maximum)
    return [{ node, path, message: `must be at most ${schema.maximum}` }]
  return []
}

function isOf(node: Node, type: string): boolean {
  if (type === 'object') return isMap(node)
  if (type === 'array') return isSeq(node)
  if (!isScalar(node)) return false
  if (type === 'null') return node.value === null
  if (type === 'integer') return typeof node.value === 'bigint' || Number.isInteger(node.value)
  return typeof node.value === type
}

function repeated(items: Node[], path: string[]): Mismatch[] {
  const seen = new Set<string>()
  return items.flatMap((node, index) => {
    const text = scalarText(node)
    if (text === undefined) return []
    if (!seen.has(text)) {
      seen.add(text)
      return []
    }
    return [{ node, path: [...path, String(index)], message: 'stands in the list twice' }]
  })
}

function patternFor(schema: Schema, key: string): Schema | undefined {
  const found = Object.entries(schema.patternProperties ?? {}).find(([pattern]) =>
    regex(pattern).test(key),
  )
  return found?.[1]
}

const compiled = new Map<string, RegExp>()

function regex(pattern: string): RegExp {
  const known = compiled.get(pattern)
  if (known) return known
  const made = new RegExp(pattern)
  compiled.set(pattern, made)
  return made
}

/** The candidate that differs by at most two letters, for “did you mean”. */
export function closest(word: string, candidates: string[]): string | undefined {
  if (word.length > 40) return undefined
  const limit = word.length < 5 ? 1 : 2
  let nearest: string | undefined
  let least = limit + 1
  for (const candidate of candidates) {
    const steps = distance(word.toLowerCase(), candidate)
    if (steps < least) {
      least = steps
      nearest = candidate
    }
  }
  return nearest
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
