import { createHash } from 'node:crypto'
import { OS_IMAGES } from './osImages.ts'

/** A node as it is when nothing runs on it. Memory in MB. */
export type SandboxNode = {
  teepod_id: number
  name: string
  region_identifier: string
  version: string
  capacity: { vcpu: number; memory: number; slots: number; gpus: number }
  /** Names of the OS images it can boot. */
  images: readonly string[]
  /** 64 hex digits. */
  device_id: string
  /** 32 hex digits. */
  ppid: string
  fmspc: string
  support_onchain_kms: boolean
  default_kms: string
  kms_list: readonly string[]
  /** False: it answers no request, so a deployment that names it fails (ERR-02-012). */
  accessible: boolean
}

const ALL_KMS = ['phala', 'ethereum', 'base']
const CPU_IMAGES = OS_IMAGES.filter((image) => !image.requires_gpu).map(({ name }) => name)

type Room = [vcpu: number, memoryGb: number, slots: number, gpus?: number]

/**
 * The big ones stand for whole racks, so that a seeded fleet of ten thousand leaves room to deploy.
 * `sandbox-us-east-2` has next to no room and `sandbox-eu-west-2` is down: both can be asked for by
 * id, to see what comes back.
 */
export const NODES: readonly SandboxNode[] = [
  node(1, 'sandbox-us-west-1', 'us-west', [65_536, 131_072, 16_384]),
  node(2, 'sandbox-us-east-1', 'us-east', [65_536, 131_072, 16_384]),
  node(3, 'sandbox-eu-west-1', 'eu-west', [65_536, 131_072, 16_384]),
  node(4, 'sandbox-ap-southeast-1', 'ap-southeast', [32_768, 65_536, 8192]),
  {
    ...node(5, 'sandbox-us-west-gpu-1', 'us-west', [24_576, 245_760, 1024, 1024]),
    images: OS_IMAGES.map(({ name }) => name),
  },
  {
    ...node(6, 'sandbox-us-east-2', 'us-east', [2, 4, 1]),
    support_onchain_kms: false,
    kms_list: ['phala'],
    images: CPU_IMAGES.filter((name) => name.endsWith('0.5.3')),
  },
  { ...node(7, 'sandbox-eu-west-2', 'eu-west', [64, 128, 32]), accessible: false },
]

/** By id, or by name as clients may write it in a path or a flag. */
export function nodeOf(idOrName: number | string): SandboxNode | undefined {
  return NODES.find(({ teepod_id, name }) => teepod_id === Number(idOrName) || name === idOrName)
}

export const REGIONS = [...new Set(NODES.map(({ region_identifier }) => region_identifier))]

function node(teepod_id: number, name: string, region_identifier: string, room: Room): SandboxNode {
  const [vcpu, memoryGb, slots, gpus = 0] = room
  // Derived from the name: it says "sandbox" in its preimage, and belongs to no real device.
  const hash = (what: string) =>
    createHash('sha256').update(`cvm-console sandbox ${what} ${name}`).digest('hex')
  return {
    teepod_id,
    name,
    region_identifier,
    version: 'v0.5.5',
    capacity: { vcpu, memory: memoryGb * 1024, slots, gpus },
    images: CPU_IMAGES,
    device_id: hash('device'),
    ppid: hash('ppid').slice(0, 32),
    fmspc: gpus > 0 ? '5a9db0c00001' : '5a9db0c00000',
    support_onchain_kms: true,
    default_kms: 'phala',
    kms_list: ALL_KMS,
    accessible: true,
  }
}
