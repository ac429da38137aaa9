import type { CvmStats } from '../../../src/contract/observe.ts'
import { fraction, hash32 } from '../seed/random.ts'

export type SysInfo = NonNullable<CvmStats['sysinfo']>

/** What the numbers are made from. Memory in MB, disk in GB, times in ms since 1970. */
export type Machine = {
  cvm_id: string
  vcpu: number
  memory: number
  disk_size: number
  os_version: string
  started_at: number
}

const MB = 1024 ** 2
const GB = 1024 ** 3

/**
 * The load of a CVM at a time: nothing is measured here, so it is a sum of slow waves that belongs to
 * the CVM, the same for the same time, and never jumps. Sizes in bytes, `uptime` in seconds.
 */
export function sysinfo(machine: Machine, now: number): SysInfo {
  const key = hash32(machine.cvm_id)
  const load = (average: number) =>
    Math.round(machine.vcpu * (0.05 + 0.6 * wave(key, now, average)) * 100) / 100
  // Whole kilobytes, as /proc/meminfo has them.
  const kb = (bytes: number) => Math.round(bytes / 1024) * 1024
  const total_memory = machine.memory * MB
  const used_memory = kb(total_memory * (0.2 + 0.5 * wave(key + 1, now, 30)))
  const free_memory = kb((total_memory - used_memory) * 0.4)
  const age = (now - machine.started_at) / 86_400_000
  const filled = 0.12 + 0.5 * (1 - Math.exp(-age / 60)) + 0.02 * wave(key + 2, now, 60)
  const total_size = machine.disk_size * GB
  return {
    os_name: 'dstack',
    os_version: machine.os_version,
    kernel_version: '6.9.0-dstack',
    cpu_model: 'Sandbox virtual CPU (no TEE)',
    num_cpus: machine.vcpu,
    total_memory,
    available_memory: total_memory - used_memory,
    used_memory,
    free_memory,
    total_swap: 0,
    used_swap: 0,
    free_swap: 0,
    uptime: Math.max(0, Math.floor((now - machine.started_at) / 1000)),
    loadavg_one: load(1),
    loadavg_five: load(5),
    loadavg_fifteen: load(15),
    disks: [
      {
        name: '/dev/vda',
        mount_point: '/',
        total_size,
        free_size: kb(total_size * (1 - filled)),
      },
    ],
  }
}

/** From 0 to 1; `minutes` is how slow its fastest part is. */
function wave(key: number, now: number, minutes: number): number {
  const minute = now / 60_000
  const sum = [1, 2.7, 7.3].reduce((total, slower, n) => {
    const period = (6 + 4 * fraction(key, n)) * minutes * slower
    return total + Math.sin((2 * Math.PI * minute) / period + 6.28 * fraction(key, 10 + n))
  }, 0)
  return (sum + 3) / 6
}
