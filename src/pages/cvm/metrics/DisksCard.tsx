import type { CvmStats } from '../../../contract/observe.ts'
import { bytes } from '../../../cvm/metrics.ts'
import { Card } from '../../../ui/Card.tsx'
import { Meter } from '../../../ui/Meter.tsx'

type Disk = NonNullable<NonNullable<CvmStats['sysinfo']>['disks']>[number]

/** How full each file system is. */
export function DisksCard({ disks }: { disks: readonly Disk[] }) {
  return (
    <Card title="Disks">
      {disks.length === 0 ? (
        <p className="text-muted">The CVM has reported none.</p>
      ) : (
        <ul className="flex flex-col gap-3">
          {disks.map(({ name, mount_point, total_size, free_size }) => (
            <li key={`${name} ${mount_point}`}>
              <p className="mb-0.5">
                <span className="font-mono">{mount_point}</span>{' '}
                <span className="text-sm text-muted">{name}</span>
              </p>
              <Meter
                label={`${mount_point} in use`}
                value={total_size - free_size}
                max={total_size}
                text={`${bytes(total_size - free_size)} of ${bytes(total_size)}`}
              />
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
