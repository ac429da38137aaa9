import { ErrorCode } from '../../../src/contract/errors.ts'
import type { ProvisionRequest } from '../../../src/contract/provision.ts'
import type { Context } from '../context.ts'
import { failure, invalidField } from '../failure.ts'
import { gpusOf, instanceType } from '../inventory/instanceTypes.ts'
import { kmsOf, type SandboxKms } from '../inventory/kms.ts'
import { NODES, nodeOf, REGIONS, type SandboxNode } from '../inventory/nodes.ts'
import { defaultOsImage, osImage } from '../inventory/osImages.ts'
import { lacking, roomOf } from './room.ts'

/** How large a CVM is. Memory in MB, disk in GB. */
export type Size = {
  instance_type: string
  vcpu: number
  memory: number
  disk_size: number
  gpus: number
}

export type SizeRequest = Pick<ProvisionRequest, 'instance_type' | 'vcpu' | 'memory' | 'disk_size'>

/** The size that is asked for, everything left out filled in: from `now`, or from the instance type. */
export function sizeOf(asked: SizeRequest, now?: Size): Size {
  const id = asked.instance_type ?? now?.instance_type ?? 'tdx.small'
  const type = instanceType(id)
  if (!type) {
    throw failure(400, ErrorCode.INSTANCE_TYPE_NOT_FOUND, `There is no instance type ${id}`, {
      details: [{ field: 'instance_type', value: id, message: 'Not in GET /instance-types.' }],
      suggestions: ['Choose one of GET /instance-types'],
    })
  }
  const changed = asked.instance_type != null && asked.instance_type !== now?.instance_type
  const base = changed || !now ? { vcpu: type.vcpu, memory: type.memory_mb } : now
  const size: Size = {
    instance_type: id,
    vcpu: asked.vcpu ?? base.vcpu,
    memory: asked.memory ?? base.memory,
    disk_size: asked.disk_size ?? now?.disk_size ?? type.default_disk_size_gb,
    gpus: gpusOf(id),
  }
  whole('vcpu', size.vcpu, 1, 1024)
  whole('memory', size.memory, 1024, 4 * 1024 * 1024)
  if (size.memory % 1024 !== 0) throw invalidField('memory', 'Memory must be a multiple of 1024 MB')
  whole('disk_size', size.disk_size, 1, 100_000)
  if (now && size.disk_size < now.disk_size) {
    throw invalidField(
      'disk_size',
      `A disk can only grow: it has ${now.disk_size} GB, ${size.disk_size} GB were asked for`,
    )
  }
  return size
}

function whole(field: string, value: number, min: number, max: number): void {
  if (Number.isInteger(value) && value >= min && value <= max) return
  throw invalidField(field, `Input should be a whole number from ${min} to ${max}`)
}

export function kmsFor(asked: ProvisionRequest): SandboxKms {
  const name = asked.kms_id ?? asked.kms ?? asked.kms_type ?? 'PHALA'
  const kms = kmsOf(name)
  if (kms) return kms
  throw failure(400, ErrorCode.KMS_NOT_FOUND, `There is no KMS ${name}`, {
    details: [{ field: 'kms', value: name, message: 'Not in GET /kms.' }],
  })
}

/** The OS image that is asked for by name, or the newest of the kind that fits. */
export function imageFor(asked: ProvisionRequest, size: Size): string {
  const gpu = size.gpus > 0
  if (!asked.image) return defaultOsImage({ dev: asked.prefer_dev ?? false, gpu }).name
  const image = osImage(asked.image)
  if (!image) {
    throw failure(400, ErrorCode.IMAGE_NOT_FOUND, `There is no OS image ${asked.image}`, {
      details: [{ field: 'image', value: asked.image, message: 'Not in GET /os-images.' }],
    })
  }
  if (image.requires_gpu !== gpu) {
    throw failure(
      400,
      ErrorCode.OS_IMAGE_NOT_COMPATIBLE,
      `${image.name} ${gpu ? 'has no GPU drivers' : 'is for GPU instance types'}`,
      {
        details: [
          { field: 'image', value: image.name, message: `Does not go with ${size.instance_type}.` },
        ],
      },
    )
  }
  return image.name
}

/** The node that is asked for, or of those that can take it the one with the most room. */
export function nodeFor(
  ctx: Context,
  asked: Pick<ProvisionRequest, 'teepod_id' | 'node_id' | 'region'>,
  size: Size,
  image: string,
  kms: SandboxKms,
): SandboxNode {
  const { region } = asked
  if (region && !REGIONS.includes(region)) {
    throw failure(400, ErrorCode.RESOURCE_NOT_AVAILABLE, `There is no region ${region}`, {
      details: [{ field: 'region', value: region, message: `There are ${REGIONS.join(', ')}.` }],
    })
  }
  const id = asked.teepod_id ?? asked.node_id
  if (id != null) {
    const node = accessibleNode(id)
    if (region && node.region_identifier !== region) {
      const message = `${node.name} is in ${node.region_identifier}, not in ${region}`
      throw failure(400, ErrorCode.INCOMPATIBLE_CONFIG, message, {
        details: [{ field: 'region', value: region, message }],
      })
    }
    checkFits(ctx, node, size, image, kms)
    return node
  }
  const taken = ctx.cvms.taken()
  const fitting = NODES.filter(
    (node) =>
      node.accessible &&
      node.images.includes(image) &&
      node.kms_list.includes(kms.slug) &&
      (!region || node.region_identifier === region) &&
      size.gpus > 0 === node.capacity.gpus > 0 &&
      !lacking(roomOf(node, taken), size),
  )
  const [best] = fitting.toSorted((a, b) => roomOf(b, taken).vcpu - roomOf(a, taken).vcpu)
  if (best) return best
  throw failure(
    400,
    ErrorCode.RESOURCE_NOT_AVAILABLE,
    `No node${region ? ` in ${region}` : ''} has room for ${size.vcpu} vCPU, ${size.memory / 1024} GB memory and ${size.disk_size} GB disk`,
    {
      details: [{ field: 'instance_type', value: size.instance_type, message: 'No room for it.' }],
      suggestions: ['Choose a smaller instance type', ...(region ? ['Choose another region'] : [])],
    },
  )
}

export function accessibleNode(id: number): SandboxNode {
  const node = nodeOf(id)
  if (!node) {
    throw failure(400, ErrorCode.NODE_NOT_FOUND, `There is no node ${id}`, {
      details: [{ field: 'teepod_id', value: id, message: 'Not in GET /teepods/available.' }],
    })
  }
  if (!node.accessible) {
    throw failure(503, ErrorCode.TEEPOD_NOT_ACCESSIBLE, `${node.name} does not answer`, {
      details: [{ field: 'teepod_id', value: id, message: 'The node is down.' }],
      suggestions: ['Choose another node, or let one be chosen'],
    })
  }
  return node
}

/** Throws unless this very node can take a CVM of this size. */
export function checkFits(
  ctx: Context,
  node: SandboxNode,
  size: Size,
  image: string,
  kms: SandboxKms,
  /** A CVM that is there already has its place. */
  place: 'new' | 'resize' = 'new',
): void {
  if (!node.images.includes(image)) {
    throw failure(400, ErrorCode.OS_IMAGE_NOT_COMPATIBLE, `${node.name} does not have ${image}`, {
      details: [{ field: 'image', value: image, message: `It has ${node.images.join(', ')}.` }],
    })
  }
  if (!node.kms_list.includes(kms.slug)) {
    throw failure(
      400,
      ErrorCode.INCOMPATIBLE_CONFIG,
      `${node.name} does not work with ${kms.slug}`,
      {
        details: [
          { field: 'kms', value: kms.kms_type, message: `It takes ${node.kms_list.join(', ')}.` },
        ],
      },
    )
  }
  const short = lacking(roomOf(node, ctx.cvms.taken()), size, place === 'new' ? 1 : 0)
  if (short) throw shortOf(node, short)
}

function shortOf(node: SandboxNode, short: NonNullable<ReturnType<typeof lacking>>) {
  const { what, wanted, left } = short
  const code = {
    vcpu: ErrorCode.INSUFFICIENT_VCPU,
    memory: ErrorCode.INSUFFICIENT_MEMORY,
    slots: ErrorCode.INSUFFICIENT_SLOTS,
    gpus: ErrorCode.INSUFFICIENT_GPU,
  }[what]
  const field = what === 'slots' ? 'teepod_id' : what === 'gpus' ? 'instance_type' : what
  const word = { vcpu: 'vCPU', memory: 'MB memory', slots: 'places', gpus: 'GPUs' }[what]
  const message = `${node.name} has ${left} ${word} left, ${wanted} are needed`
  return failure(400, code, message, {
    details: [{ field, value: wanted, message }],
    suggestions: ['Choose another node, or let one be chosen', 'Choose a smaller size'],
  })
}
