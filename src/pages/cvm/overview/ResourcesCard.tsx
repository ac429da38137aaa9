import type { CvmDetail } from '../../../contract/cvm.ts'
import { perHour, perMonth, STORAGE_NOTE } from '../../../cvm/money.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Hash } from '../../../ui/Hash.tsx'
import { KeyValue, KeyValueList } from '../../../ui/KeyValue.tsx'

/** What it is made of, where it runs, and what that costs as the API reports it. */
export function ResourcesCard({ cvm }: { cvm: CvmDetail }) {
  const { resource, node_info: node, os } = cvm
  const price = resource.compute_billing_price
  return (
    <Card title="Resources">
      <KeyValueList>
        <KeyValue term="Instance type">{resource.instance_type}</KeyValue>
        <KeyValue term="CPU">{counted(resource.vcpu, 'vCPU')}</KeyValue>
        <KeyValue term="Memory">{counted(resource.memory_in_gb, 'GB')}</KeyValue>
        <KeyValue term="Disk">
          {counted(resource.disk_in_gb, 'GB')}
          {cvm.storage_fs && <span className="text-muted"> {cvm.storage_fs}</span>}
        </KeyValue>
        {resource.gpus ? <KeyValue term="GPU">{resource.gpus}</KeyValue> : null}
        <KeyValue term="Price of compute">
          {price && resource.billing_period !== 'skip' && (
            <>
              {perHour(price)}
              {perMonth(price) && (
                <span className="block text-sm text-muted">{perMonth(price)}</span>
              )}
              <span className="block text-sm text-muted">{STORAGE_NOTE}</span>
            </>
          )}
        </KeyValue>
        <KeyValue term="Region">{node?.region}</KeyValue>
        <KeyValue term="Node">{node?.name}</KeyValue>
        <KeyValue term="Device ID">
          {node?.device_id && <Hash label="Device ID" value={node.device_id} />}
        </KeyValue>
        <KeyValue term="OS image">
          {os?.name && (
            <>
              {os.name} {os.version && !os.name.includes(os.version) && os.version}{' '}
              {os.is_dev && <Badge tone="warn">dev</Badge>}
            </>
          )}
        </KeyValue>
        <KeyValue term="Key management">{cvm.kms_type && kmsName(cvm.kms_type)}</KeyValue>
        <KeyValue term="Public">{publicParts(cvm).join(', ') || 'nothing'}</KeyValue>
      </KeyValueList>
    </Card>
  )
}

const counted = (value: number | null | undefined, unit: string) =>
  value === null || value === undefined ? undefined : `${value} ${unit}`

const KMS_NAMES = new Map<string, string>(
  Object.entries({
    phala: 'Phala KMS',
    ethereum: 'Contract on Ethereum',
    base: 'Contract on Base',
  }),
)

const kmsName = (type: string) => KMS_NAMES.get(type.toLowerCase()) ?? type

/** What strangers can see of it. */
function publicParts(cvm: CvmDetail): string[] {
  return [
    cvm.public_logs && 'logs',
    cvm.public_sysinfo && 'system info',
    cvm.public_tcbinfo && 'TCB info',
    cvm.listed && 'listing',
  ].filter((part) => typeof part === 'string')
}
