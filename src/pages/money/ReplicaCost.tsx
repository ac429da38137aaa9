import { perHour, perMonth, STORAGE_NOTE } from '../../cvm/money.ts'
import type { CvmRow } from '../../queries/cvmRow.ts'
import { QuotaLeftLine } from './QuotaLeftLine.tsx'

/** What so many replicas cost, all of them together, and what the quota has left for them. */
export function ReplicaCost({ cvm, count }: { cvm: CvmRow; count: number }) {
  const { resource } = cvm
  const each = Number(resource.compute_billing_price ?? '')
  const known = resource.compute_billing_price && Number.isFinite(each)
  return (
    <div className="flex flex-col gap-2">
      {known && (
        <p>
          {count === 1 ? 'It costs' : `The ${count} cost`} {perHour(each * count)},{' '}
          {perMonth(each * count)}. <span className="text-sm text-muted">{STORAGE_NOTE}</span>
        </p>
      )}
      <QuotaLeftLine
        need={{
          cvms: count,
          vcpu: (resource.vcpu ?? 0) * count,
          memory_mb: (resource.memory_in_gb ?? 0) * 1024 * count,
          disk_gb: (resource.disk_in_gb ?? 0) * count,
        }}
      />
    </div>
  )
}
