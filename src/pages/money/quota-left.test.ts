import { expect, test } from 'vitest'
import { quotaLeft } from './quota-left.ts'

const quotas = (remaining: number | null) => ({
  team_slug: 'w',
  tier: 'pro',
  quotas: {
    vm_slots: { limit: 10, remaining: 3 },
    vcpu: { limit: remaining === null ? null : 20, remaining },
    memory_mb: { limit: 40_960, remaining: 4096 },
    disk_gb: { limit: 1000, remaining: 500 },
  },
  reserved_nodes: { limit: null, remaining: null },
  reserved_gpu: { gpus: { limit: null, remaining: null }, in_use: 0, misconfigured: 0 },
  as_of: '',
})
const need = { cvms: 1, vcpu: 4, memory_mb: 8192, disk_gb: 20 }

test('what is left is told, and what is not enough', () => {
  expect(quotaLeft(quotas(2), need)).toEqual({
    left: '3 CVMs, 2 vCPU, 4 GB memory, 500 GB disk',
    lacking: ['4 vCPU are needed, 2 are left', '8 GB memory are needed, 4 are left'],
  })
})

test('what has no limit is not counted', () => {
  expect(quotaLeft(quotas(null), { ...need, memory_mb: 2048 })).toEqual({
    left: '3 CVMs, 4 GB memory, 500 GB disk',
    lacking: [],
  })
})
