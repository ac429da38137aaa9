import { isAlias, isMap, isPair, isScalar, isSeq, type Alias, type Node, type YAMLMap } from 'yaml'

/** One key of a mapping; `value` has its alias resolved, `valueNode` is what stands in the text. */
export interface Entry {
  key: string
  keyNode: Node
  value: Node | null
  valueNode: Node | null
  /** True when it came through a merge key (`<<`). */
  merged: boolean
}

/** Access to nodes with aliases and merge keys resolved, each in time linear in the text. */
export interface Nodes {
  resolve(node: unknown): Node | null
  /** The entries of a mapping, merged ones last; empty for anything else. */
  entries(node: Node | null): Entry[]
  field(node: Node | null, key: string): Entry | undefined
  items(node: Node | null): Node[]
  /** Aliases whose anchor is set nowhere before them. */
  dangling: Alias[]
}

/** Merge keys that merge each other multiply; no compose file needs as many. */
const MAX_MERGED = 100_000
const MAX_MERGE_DEPTH = 50

/** Walks the tree once, in order, so that each alias finds the anchor that was set last before it. */
export function linkAliases(root: Node | null): Nodes {
  const targets = new Map<Alias, Node>()
  const dangling: Alias[] = []
  link(root, new Map(), targets, dangling)
  const known = new Map<YAMLMap, Entry[]>()
  let budget = MAX_MERGED

  const resolve = (node: unknown): Node | null => {
    if (isAlias(node)) return targets.get(node) ?? null
    return isScalar(node) || isMap(node) || isSeq(node) ? node : null
  }

  const entries = (node: Node | null, depth = 0): Entry[] => {
    if (!isMap(node) || depth > MAX_MERGE_DEPTH) return []
    const before = known.get(node)
    if (before) return before
    known.set(node, [])
    const own: Entry[] = []
    const merged: Entry[] = []
    for (const pair of node.items) {
      const keyNode = resolve(pair.key)
      if (!keyNode) continue
      const key = scalarText(keyNode) ?? ''
      const value = resolve(pair.value)
      if (key === '<<' && isScalar(keyNode) && keyNode.type === 'PLAIN') {
        const sources = new Set(isSeq(value) ? value.items.map(resolve) : [value])
        for (const source of sources)
          for (const entry of entries(source, depth + 1)) {
            budget -= 1
            if (budget > 0) merged.push({ ...entry, merged: true })
          }
        continue
      }
      own.push({ key, keyNode, value, valueNode: asNode(pair.value), merged: false })
    }
    const all = new Map<string, Entry>()
    for (const entry of own) all.set(entry.key, entry)
    for (const entry of merged) if (!all.has(entry.key)) all.set(entry.key, entry)
    const result = [...all.values()]
    known.set(node, result)
    return result
  }

  return {
    resolve,
    dangling,
    entries: (node) => entries(node),
    field: (node, key) => entries(node).find((entry) => entry.key === key),
    items: (node) =>
      isSeq(node) ? node.items.map(resolve).filter((item): item is Node => item !== null) : [],
  }
}

function asNode(value: unknown): Node | null {
  return isAlias(value) || isScalar(value) || isMap(value) || isSeq(value) ? value : null
}

function link(
  node: unknown,
  anchors: Map<string, Node>,
  targets: Map<Alias, Node>,
  dangling: Alias[],
): void {
  if (isAlias(node)) {
    const target = anchors.get(node.source)
    if (target) targets.set(node, target)
    else dangling.push(node)
    return
  }
  if (isPair(node)) {
    link(node.key, anchors, targets, dangling)
    link(node.value, anchors, targets, dangling)
    return
  }
  if (!isScalar(node) && !isMap(node) && !isSeq(node)) return
  if (node.anchor) anchors.set(node.anchor, node)
  if (isScalar(node)) return
  for (const item of node.items) link(item, anchors, targets, dangling)
}

/** Start and end offset of what a node covers in the text, without trailing space. */
export function span(node: Node): [number, number] {
  return node.range ? [node.range[0], node.range[1]] : [0, 0]
}

/** A scalar as Docker Compose sees it as text; undefined for null, lists and mappings. */
export function scalarText(node: Node | null | undefined): string | undefined {
  if (!isScalar(node) || node.value === null) return undefined
  const { value, source } = node
  if (typeof value === 'string') return value
  // What was written, so that 1.10 stays 1.10; a value made by a tag has no text of its own.
  return source ?? JSON.stringify(value)
}

/** True for an absent or empty value (`ports:` with nothing behind it). */
export function isEmpty(node: Node | null | undefined): boolean {
  return !node || (isScalar(node) && node.value === null)
}
