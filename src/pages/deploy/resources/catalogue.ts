import type { InstanceType } from '../../../contract/instanceTypes.ts'
import type { KmsInfo, KmsType } from '../../../contract/kms.ts'
import type { AvailableNode, AvailableNodes } from '../../../contract/nodes.ts'
import type { OsImage } from '../../../contract/osImages.ts'
import type { Need } from '../../money/quota-left.ts'
import type { ResourcesDraft } from '../draft/draft.ts'

/** What the API offers to choose from; each part is undefined until it is known. */
export type Catalogue = {
  instanceTypes: readonly InstanceType[] | undefined
  available: AvailableNodes | undefined
  images: readonly OsImage[] | undefined
  kms: readonly KmsInfo[] | undefined
}

/** What a CVM takes of a node. `memory` in MB. */
export type Size = { vcpu: number; memory: number; gpu: boolean }

/** The size that is asked for: typed vCPU and memory, or those of the instance type. */
export function sizeOf(draft: ResourcesDraft, { instanceTypes }: Catalogue): Size | undefined {
  if (hasOwnSize(draft))
    return { vcpu: Number(draft.vcpu), memory: Number(draft.memory), gpu: false }
  const type = instanceTypes?.find(({ id }) => id === draft.instance_type)
  return type && { vcpu: type.vcpu, memory: type.memory_mb, gpu: type.requires_gpu }
}

/** The same as the workspace's quota counts it. */
export function needOf(draft: ResourcesDraft, catalogue: Catalogue): Need {
  const size = sizeOf(draft, catalogue)
  return {
    cvms: 1,
    vcpu: size?.vcpu ?? 0,
    memory_mb: size?.memory ?? 0,
    disk_gb: Number(draft.disk_size) || 0,
  }
}

/** vCPU and memory were typed: they take the place of an instance type. */
export const hasOwnSize = (draft: ResourcesDraft): boolean =>
  draft.vcpu !== '' || draft.memory !== ''

/** Why a CVM of this size does not fit on a node now; undefined when it does. */
export function whyNoRoom(node: AvailableNode, size: Size | undefined): string | undefined {
  if (node.remaining_cvm_slots < 1) return 'no free slot'
  if (!size) return undefined
  if (node.remaining_vcpu < size.vcpu) return `${node.remaining_vcpu} vCPU left`
  if (node.remaining_memory < size.memory) {
    return `${Math.floor(node.remaining_memory / 1024)} GB memory left`
  }
  return undefined
}

export function regionsOf(available: AvailableNodes | undefined): string[] {
  const regions = (available?.nodes ?? []).flatMap((node) => node.region_identifier ?? [])
  return [...new Set(regions)].sort((a, b) => a.localeCompare(b))
}

/** The nodes of the chosen region, or all. */
export function nodesIn(draft: ResourcesDraft, available: AvailableNodes | undefined) {
  return (available?.nodes ?? []).filter(
    (node) => draft.region === '' || node.region_identifier === draft.region,
  )
}

export const chosenNode = (draft: ResourcesDraft, available: AvailableNodes | undefined) =>
  available?.nodes.find((node) => String(node.teepod_id) === draft.teepod_id)

/**
 * The image that "automatic" stands for: the newest one for production that goes with the instance
 * type, and that the chosen node has. Never a development image, which lets an operator in: those
 * are chosen by hand. Undefined when the API has named none.
 */
export function automaticImage(draft: ResourcesDraft, catalogue: Catalogue): OsImage | undefined {
  const gpu = sizeOf(draft, catalogue)?.gpu ?? false
  const onNode = chosenNode(draft, catalogue.available)?.images.map(({ name }) => name)
  return (catalogue.images ?? [])
    .filter((image) => !image.is_dev && image.requires_gpu === gpu)
    .filter((image) => !onNode || onNode.includes(image.name))
    .sort((a, b) => compareVersions(b.version, a.version))[0]
}

type Version = OsImage['version']

export function compareVersions(a: Version, b: Version): number {
  const [x, y] = [numbersOf(a), numbersOf(b)]
  for (let part = 0; part < Math.max(x.length, y.length); part += 1) {
    const difference = (x[part] ?? 0) - (y[part] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

const numbersOf = (version: Version): number[] =>
  typeof version === 'string' ? version.split('.').map((part) => Number(part) || 0) : version

const CHAINS = { 1: 'ETHEREUM', 8453: 'BASE' } as const satisfies Record<number, KmsType>

/** How the request names a KMS; undefined for a chain that the API has no word for. */
export function kmsTypeOf(kms: KmsInfo): KmsType | undefined {
  if (kms.chain_id === null) return 'PHALA'
  return kms.chain_id === 1 || kms.chain_id === 8453 ? CHAINS[kms.chain_id] : undefined
}

/** The KMS that was chosen; `''` is Phala's own, which needs no chain. */
export function chosenKms(draft: ResourcesDraft, { kms }: Catalogue): KmsInfo | undefined {
  return draft.kms === ''
    ? kms?.find((one) => one.chain_id === null)
    : kms?.find((one) => one.id === draft.kms)
}
