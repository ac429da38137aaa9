import type { CvmInfo } from '../../contract/cvm.ts'

/** Replicas often share a name: where they do, the node tells them apart, and then the id. */
export function replicaNames(cvms: readonly CvmInfo[]): ReadonlyMap<string, string> {
  const onNode = (cvm: CvmInfo) => `${cvm.name} on ${cvm.node_info?.name ?? 'no node'}`
  const names = countOf(cvms.map(({ name }) => name))
  const places = countOf(cvms.map(onNode))
  return new Map(
    cvms.map((cvm) => {
      if (names.get(cvm.name) === 1) return [cvm.id, cvm.name]
      return [cvm.id, places.get(onNode(cvm)) === 1 ? onNode(cvm) : `${onNode(cvm)} (${cvm.id})`]
    }),
  )
}

function countOf(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return counts
}
