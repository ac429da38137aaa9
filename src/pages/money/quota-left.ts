import type { Quotas } from '../../contract/account.ts'

/** What a deployment, or several replicas together, take from the workspace's quota. */
export type Need = { cvms: number; vcpu: number; memory_mb: number; disk_gb: number }

export type QuotaLeft = {
  /** "12 CVMs, 40 vCPU, 80 GB memory, 500 GB disk": what has a limit, before anything is taken. */
  left: string
  /** What is not enough: "8 vCPU are needed, 4 are left". */
  lacking: string[]
}

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 })

export function quotaLeft({ quotas }: Quotas, need: Need): QuotaLeft {
  const metrics = [
    { unit: 'CVMs', of: quotas.vm_slots, need: need.cvms, scale: 1 },
    { unit: 'vCPU', of: quotas.vcpu, need: need.vcpu, scale: 1 },
    { unit: 'GB memory', of: quotas.memory_mb, need: need.memory_mb, scale: 1 / 1024 },
    { unit: 'GB disk', of: quotas.disk_gb, need: need.disk_gb, scale: 1 },
  ].flatMap(({ of, ...rest }) =>
    of.limit === null || of.remaining === null
      ? []
      : [{ ...rest, remaining: Math.max(0, of.remaining) }],
  )
  const write = (value: number, scale: number) => whole.format(value * scale)
  return {
    left: metrics
      .map(({ unit, remaining, scale }) => `${write(remaining, scale)} ${unit}`)
      .join(', '),
    lacking: metrics
      .filter(({ need: wanted, remaining }) => wanted > remaining)
      .map(
        ({ unit, need: wanted, remaining, scale }) =>
          `${write(wanted, scale)} ${unit} are needed, ${write(remaining, scale)} are left`,
      ),
  }
}
