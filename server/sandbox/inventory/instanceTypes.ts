import type { InstanceType } from '../../../src/contract/instanceTypes.ts'

type Size = [name: string, vcpu: number, memoryGb: number, dollarsPerHour: string]

/** Sizes as Phala Cloud has them. The prices are examples: nobody is billed for a sandbox. */
const CPU_SIZES: readonly Size[] = [
  ['small', 1, 2, '0.058'],
  ['medium', 2, 4, '0.116'],
  ['large', 4, 8, '0.232'],
  ['xlarge', 8, 16, '0.464'],
  ['2xlarge', 16, 32, '0.928'],
  ['4xlarge', 32, 64, '1.856'],
  ['8xlarge', 64, 128, '3.712'],
]

const GPU_SIZES: readonly [...Size, gpus: number][] = [
  ['small', 24, 240, '3.500', 1],
  ['medium', 48, 480, '7.000', 2],
  ['large', 96, 960, '14.000', 4],
  ['xlarge', 192, 1920, '28.000', 8],
]

const cpu: readonly InstanceType[] = CPU_SIZES.map(([size, vcpu, memoryGb, hourly_rate]) => ({
  id: `tdx.${size}`,
  name: `TDX ${size}`,
  description: `${vcpu} vCPU, ${memoryGb} GB memory`,
  vcpu,
  memory_mb: memoryGb * 1024,
  hourly_rate,
  requires_gpu: false,
  default_disk_size_gb: 20,
  family: 'cpu',
}))

const gpu: readonly InstanceType[] = GPU_SIZES.map(([size, vcpu, memoryGb, hourly_rate, gpus]) => ({
  id: `h200.${size}`,
  name: `H200 ${size}`,
  description: `${gpus} × NVIDIA H200, ${vcpu} vCPU, ${memoryGb} GB memory`,
  vcpu,
  memory_mb: memoryGb * 1024,
  hourly_rate,
  requires_gpu: true,
  default_disk_size_gb: 100,
  family: 'gpu',
}))

/** What GET /instance-types groups by, in the order it is shown. */
export const FAMILIES = [
  { name: 'cpu', items: cpu },
  { name: 'gpu', items: gpu },
] as const

const byId = new Map([...cpu, ...gpu].map((type) => [type.id, type]))

export function instanceType(id: string): InstanceType | undefined {
  return byId.get(id)
}

/** GPUs that come with an instance type; the API's own answer does not say it. */
export function gpusOf(instanceTypeId: string): number {
  return GPU_SIZES.find(([size]) => instanceTypeId === `h200.${size}`)?.[4] ?? 0
}
