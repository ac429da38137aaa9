import type { CvmStats } from '../../../contract/observe.ts'
import { Card } from '../../../ui/Card.tsx'
import { KeyValue, KeyValueList } from '../../../ui/KeyValue.tsx'
import { duration } from '../../../ui/time-words.ts'

/** What the guest calls itself and how long it has been up. */
export function MachineCard({ sysinfo }: { sysinfo: NonNullable<CvmStats['sysinfo']> }) {
  const { os_name, os_version, kernel_version, cpu_model, num_cpus, uptime } = sysinfo
  return (
    <Card title="Machine">
      <KeyValueList>
        <KeyValue term="Up for">
          {uptime !== null && uptime !== undefined && duration(uptime * 1000)}
        </KeyValue>
        <KeyValue term="Operating system">{os_name && `${os_name} ${os_version ?? ''}`}</KeyValue>
        <KeyValue term="Kernel">{kernel_version}</KeyValue>
        <KeyValue term="CPU model">{cpu_model}</KeyValue>
        <KeyValue term="CPUs">{num_cpus}</KeyValue>
      </KeyValueList>
    </Card>
  )
}
