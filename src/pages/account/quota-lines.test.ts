import { expect, test } from 'vitest'
import { quotaLines } from './quota-lines.ts'

const metric = (limit: number | null, remaining: number | null) => ({ limit, remaining })

test('quotas are told by what is used, in the units that people use', () => {
  const lines = quotaLines({
    team_slug: 'team',
    tier: 'pro',
    quotas: {
      vm_slots: metric(10, 7),
      vcpu: metric(null, null),
      memory_mb: metric(16 * 1024, 15 * 1024 + 512),
      disk_gb: metric(2000, -5),
    },
    reserved_nodes: metric(0, 0),
    reserved_gpu: { gpus: metric(8, null), in_use: 0 },
    as_of: '2026-01-01T00:00:00Z',
  })
  expect(lines.map(({ name, text }) => [name, text])).toEqual([
    ['CVMs', '3 of 10, 7 left'],
    ['vCPU', 'no limit'],
    ['Memory', '0.5\u00a0GB of 16\u00a0GB, 15.5\u00a0GB left'],
    ['Disk', '2,005\u00a0GB of 2,000\u00a0GB, 0\u00a0GB left'],
    ['Reserved GPUs', '8 at most'],
  ])
})
