import { ErrorCode } from '../../../src/contract/errors.ts'
import type { Context } from '../context.ts'
import { failure } from '../failure.ts'
import { WORKSPACE_LIMITS } from '../inventory/account.ts'
import type { Size } from './placement.ts'

/** What the workspace has in use. Memory in MB, disk in GB. */
export function usageOf(ctx: Context) {
  const total = { vm_slots: 0, vcpu: 0, memory_mb: 0, disk_gb: 0, gpus: 0 }
  for (const node of ctx.cvms.taken()) {
    total.vm_slots += node.slots
    total.vcpu += node.vcpu
    total.memory_mb += node.memory
    total.disk_gb += node.disk
    total.gpus += node.gpus
  }
  return total
}

/** Throws when the workspace may not have `size` more; `now` is what is given back for it. */
export function checkQuota(ctx: Context, size: Size, now?: Size): void {
  const used = usageOf(ctx)
  const more = {
    vm_slots: now ? 0 : 1,
    vcpu: size.vcpu - (now?.vcpu ?? 0),
    memory_mb: size.memory - (now?.memory ?? 0),
    disk_gb: size.disk_size - (now?.disk_size ?? 0),
    gpus: size.gpus - (now?.gpus ?? 0),
  }
  for (const [name, { field, word }] of Object.entries(FIELDS) as [keyof typeof FIELDS, Named][]) {
    const left = WORKSPACE_LIMITS[name] - used[name]
    if (more[name] <= left) continue
    const message = `The workspace may use ${WORKSPACE_LIMITS[name]} ${word}; ${left} are left, ${more[name]} more are needed`
    throw failure(400, ErrorCode.QUOTA_EXCEEDED, message, {
      details: [{ field, value: more[name], message }],
      suggestions: ['Choose a smaller size', 'Delete a CVM that is not needed'],
    })
  }
}

type Named = { field: string; word: string }

const FIELDS = {
  vm_slots: { field: 'name', word: 'CVMs' },
  vcpu: { field: 'vcpu', word: 'vCPU' },
  memory_mb: { field: 'memory', word: 'MB of memory' },
  disk_gb: { field: 'disk_size', word: 'GB of disk' },
  gpus: { field: 'instance_type', word: 'GPUs' },
} as const
