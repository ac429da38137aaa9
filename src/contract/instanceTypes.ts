import * as v from 'valibot'

/** `hourly_rate` is US dollars an hour as a decimal string; memory in MB, disk in GB. */
export const InstanceType = v.object({
  id: v.string(),
  name: v.string(),
  description: v.string(),
  vcpu: v.number(),
  memory_mb: v.number(),
  hourly_rate: v.string(),
  requires_gpu: v.boolean(),
  default_disk_size_gb: v.optional(v.number(), 20),
  family: v.optional(v.nullable(v.string())),
})
export type InstanceType = v.InferOutput<typeof InstanceType>

/** GET /instance-types */
export const InstanceTypes = v.object({
  result: v.array(v.object({ name: v.string(), items: v.array(InstanceType), total: v.number() })),
})
export type InstanceTypes = v.InferOutput<typeof InstanceTypes>

/** GET /instance-types/{family} */
export const InstanceTypeFamily = v.object({
  items: v.array(InstanceType),
  total: v.number(),
  family: v.string(),
})
