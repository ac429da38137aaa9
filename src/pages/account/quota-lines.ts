import type { Quotas } from '../../contract/account.ts'

type Metric = Quotas['quotas']['vcpu']

export type QuotaLine = {
  name: string
  /** Undefined where the API says no number to count from. */
  used: number | undefined
  limit: number | null
  /** The same in words. */
  text: string
}

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 })

const GB = '\u00a0GB' // A number stays on one line with its unit.

/** The quotas as a reader counts: memory in GB, what is used instead of what remains. */
export function quotaLines({ quotas, reserved_nodes, reserved_gpu }: Quotas): QuotaLine[] {
  return [
    line('CVMs', quotas.vm_slots),
    line('vCPU', quotas.vcpu),
    line('Memory', quotas.memory_mb, GB, 1 / 1024),
    line('Disk', quotas.disk_gb, GB),
    // Nobody needs to read of a reservation that was never made.
    ...(reserved_nodes.limit ? [line('Reserved nodes', reserved_nodes)] : []),
    ...(reserved_gpu.gpus.limit ? [line('Reserved GPUs', reserved_gpu.gpus)] : []),
  ]
}

function line(name: string, { limit, remaining }: Metric, unit = '', scale = 1): QuotaLine {
  const write = (value: number) => `${whole.format(value * scale)}${unit}`
  if (limit === null) return { name, used: undefined, limit, text: 'no limit' }
  if (remaining === null) return { name, used: undefined, limit, text: `${write(limit)} at most` }
  const used = Math.max(0, limit - remaining)
  const text = `${write(used)} of ${write(limit)}, ${write(Math.max(0, remaining))} left`
  return { name, used, limit, text }
}
