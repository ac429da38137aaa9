import * as v from 'valibot'
import { maybe } from './wire.ts'

const envelope = {
  is_online: v.boolean(),
  is_public: v.optional(v.boolean(), true),
  error: maybe(v.string()),
}

/** One container of GET /cvms/{id}/composition. `created` is in Unix seconds. */
export const Container = v.object({
  id: v.string(),
  names: v.array(v.string()),
  image: v.string(),
  image_id: maybe(v.string()),
  command: maybe(v.string()),
  created: v.number(),
  state: v.string(),
  status: v.string(),
  log_endpoint: maybe(v.string()),
})
export type Container = v.InferOutput<typeof Container>

/** GET /cvms/{id}/composition */
export const Composition = v.object({
  ...envelope,
  docker_compose_file: maybe(v.string()),
  manifest_version: maybe(v.number()),
  version: maybe(v.string()),
  runner: maybe(v.string()),
  features: maybe(v.array(v.string())),
  containers: maybe(v.array(Container)),
})
export type Composition = v.InferOutput<typeof Composition>

/** GET /cvms/{id}/network */
export const CvmNetwork = v.object({
  ...envelope,
  internal_ip: maybe(v.string()),
  latest_handshake: maybe(v.union([v.string(), v.number()])),
  public_urls: maybe(v.array(v.object({ app: v.string(), instance: v.string() }))),
})
export type CvmNetwork = v.InferOutput<typeof CvmNetwork>

const count = maybe(v.number())

/** GET /cvms/{id}/stats. Memory, swap and disk sizes are in bytes, `uptime` in seconds. */
export const CvmStats = v.object({
  ...envelope,
  sysinfo: maybe(
    v.object({
      os_name: maybe(v.string()),
      os_version: maybe(v.string()),
      kernel_version: maybe(v.string()),
      cpu_model: maybe(v.string()),
      num_cpus: count,
      total_memory: count,
      available_memory: count,
      used_memory: count,
      free_memory: count,
      total_swap: count,
      used_swap: count,
      free_swap: count,
      uptime: count,
      loadavg_one: count,
      loadavg_five: count,
      loadavg_fifteen: count,
      disks: maybe(
        v.array(
          v.object({
            name: v.string(),
            mount_point: v.string(),
            total_size: v.number(),
            free_size: v.number(),
          }),
        ),
      ),
    }),
  ),
  status: maybe(v.string()),
  in_progress: maybe(v.boolean()),
  boot_progress: maybe(v.string()),
  boot_error: maybe(v.string()),
})
export type CvmStats = v.InferOutput<typeof CvmStats>
