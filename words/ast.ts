import { parseSync } from 'vite'

/** A node of the syntax tree, as loosely as a walk over all of them needs it. Offsets are in UTF-16. */
export type Node = { type: string; start: number; end: number } & Record<string, unknown>

/** Parses TypeScript with JSX; what does not parse is an error that names the file. */
export function parse(code: string, file: string): Node {
  const { program, errors } = parseSync(file, code, { lang: file.endsWith('x') ? 'tsx' : 'ts' })
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message ?? 'cannot be parsed'}`)
  return program as unknown as Node
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'

/** The nodes directly below, in the order of the text. */
export function childrenOf(node: Node): Node[] {
  const found: Node[] = []
  for (const key in node) {
    const value = node[key]
    if (Array.isArray(value)) found.push(...value.filter(isNode))
    else if (isNode(value)) found.push(value)
  }
  return found.sort((a, b) => a.start - b.start)
}

/** The node under that key; the key must hold one. */
export function nodeAt(node: Node, key: string): Node {
  const value = node[key]
  if (!isNode(value)) throw new Error(`${node.type} has no ${key}`)
  return value
}

export function nodesAt(node: Node, key: string): Node[] {
  const value = node[key]
  return Array.isArray(value) ? value.filter(isNode) : []
}

/** The name of an identifier, or of what a chain of members ends in: `b` of `a.b`. */
export function nameOf(node: unknown): string {
  if (!isNode(node)) return ''
  if (node.type === 'Identifier' || node.type === 'JSXIdentifier') return String(node['name'])
  if (node.type === 'MemberExpression') return nameOf(node['property'])
  if (node.type === 'JSXMemberExpression') return nameOf(node['property'])
  if (node.type === 'JSXNamespacedName')
    return `${nameOf(node['namespace'])}:${nameOf(node['name'])}`
  if (node.type === 'Literal') return String(node['value'])
  return ''
}
