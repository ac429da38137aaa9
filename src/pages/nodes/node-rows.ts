import type { AvailableNode } from '../../contract/nodes.ts'
import type { NodeRef } from '../../contract/refs.ts'

/** A node as far as the two answers of the API know it; `room` is undefined for one that has none. */
export type NodeRow = {
  key: string
  name: string
  region: string | undefined
  status: string | undefined
  version: string | undefined
  device_id: string | undefined
  room: AvailableNode | undefined
}

/** The workspace's nodes and those with room are two lists that overlap: one row for each node. */
export function nodeRows(
  available: readonly AvailableNode[],
  workspace: readonly NodeRef[],
): NodeRow[] {
  // Newer API versions number nodes in other ways; the name is the same in all of them.
  const byName = new Map(available.map((node) => [node.name, node]))
  const byId = new Map<unknown, AvailableNode>(available.map((node) => [node.teepod_id, node]))
  const met = new Set<AvailableNode>()
  const known = workspace.map((ref) => {
    const node = ref.name ? byName.get(ref.name) : byId.get(ref.id)
    if (node) met.add(node)
    return rowOf(ref, node)
  })
  const others = available.filter((node) => !met.has(node)).map((node) => rowOf({}, node))
  const text = (row: NodeRow) => `${row.region ?? ''} ${row.name}`
  const { compare } = new Intl.Collator('en')
  return [...known, ...others].sort((a, b) => compare(text(a), text(b)))
}

function rowOf(ref: NodeRef, node: AvailableNode | undefined): NodeRow {
  const name = node?.name ?? ref.name ?? String(ref.id ?? 'unnamed')
  return {
    key: `${name} ${ref.id ?? node?.teepod_id ?? ''}`,
    name,
    region: node?.region_identifier ?? ref.region ?? undefined,
    status: ref.status ?? undefined,
    version: ref.version ?? undefined,
    device_id: node?.device_id ?? ref.device_id ?? undefined,
    room: node,
  }
}
