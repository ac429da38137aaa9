import type { CvmInfo } from '../../contract/cvm.ts'

/** Replicas often share a name: where they do, the node tells them apart, and then the id. */
export function replicaNames(cvms: readonly CvmInfo[]): ReadonlyMap<string, string> {
  const shared = (text: (cvm: CvmInfo) => string, cvm: CvmInfo) =>
    cvms.filter((other) => text(other) === text(cvm)).length > 1
  const onNode = (cvm: CvmInfo) => `${cvm.name} on ${cvm.node_info?.name ?? 'no node'}`
  return new Map(
    cvms.map((cvm) => {
      if (!shared(({ name }) => name, cvm)) return [cvm.id, cvm.name]
      return [cvm.id, shared(onNode, cvm) ? `${onNode(cvm)} (${cvm.id})` : onNode(cvm)]
    }),
  )
}
