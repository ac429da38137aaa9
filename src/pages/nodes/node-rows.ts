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
  const known = workspace.map((ref) =>
    rowOf(
      ref,
      available.find((node) => isSame(ref, node)),
    ),
  )
  const others = available
    .filter((node) => !workspace.some((ref) => isSame(ref, node)))
    .map((node) => rowOf({}, node))
  const text = (row: NodeRow) => `${row.region ?? ''} ${row.name}`
  return [...known, ...others].sort((a, b) => text(a).localeCompare(text(b), 'en'))
}

/** Newer API versions number nodes in other ways; the name is the same in all of them. */
const isSame = (ref: NodeRef, node: AvailableNode) =>
  ref.name ? ref.name === node.name : ref.id === node.teepod_id

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
