import type { AvailableNodes } from '../../contract/nodes.ts'
import type { CvmInfo } from '../../contract/cvm.ts'

/** The nodes that still have room for one more of this CVM, as the choices of a list. */
export function nodesWithRoom(
  nodes: AvailableNodes['nodes'],
  { resource }: Pick<CvmInfo, 'resource'>,
): Array<{ teepod_id: number; label: string }> {
  const memoryMb = (resource.memory_in_gb ?? 0) * 1024
  return nodes
    .filter(
      (node) =>
        node.remaining_cvm_slots >= 1 &&
        node.remaining_vcpu >= (resource.vcpu ?? 0) &&
        node.remaining_memory >= memoryMb,
    )
    .map((node) => ({
      teepod_id: node.teepod_id,
      label: [node.name, node.region_identifier, `room for ${node.remaining_cvm_slots}`]
        .filter(Boolean)
        .join(' · '),
    }))
}
