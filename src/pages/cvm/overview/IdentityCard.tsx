import type { CvmDetail } from '../../../contract/cvm.ts'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Hash } from '../../../ui/Hash.tsx'
import { KeyValue, KeyValueList } from '../../../ui/KeyValue.tsx'
import { Time } from '../../../ui/Time.tsx'
import { proofAddress } from '../../verify/proof-link.ts'

/** Every name that this CVM goes by, each to be copied. */
export function IdentityCard({ cvm }: { cvm: CvmDetail }) {
  return (
    <Card title="Identity">
      <KeyValueList>
        <KeyValue term="ID">
          <Hash label="ID" value={cvm.id} />
        </KeyValue>
        <KeyValue term="App ID">
          {cvm.app_id && <Hash label="App ID" value={cvm.app_id} />}
        </KeyValue>
        <KeyValue term="Instance ID">
          {cvm.instance_id && <Hash label="Instance ID" value={cvm.instance_id} />}
        </KeyValue>
        <KeyValue term="UUID">{cvm.vm_uuid && <Hash label="UUID" value={cvm.vm_uuid} />}</KeyValue>
        <KeyValue term="Compose hash">
          {cvm.compose_hash && <Hash label="Compose hash" value={cvm.compose_hash} />}
        </KeyValue>
        {cvm.app_id && cvm.public_tcbinfo !== false && (
          <KeyValue term="Attestation">
            <CopyButton size="sm" text={proofAddress(cvm.app_id)} label="Copy public proof link" />
          </KeyValue>
        )}
        <KeyValue term="Created">
          {cvm.created_at && <Time at={cvm.created_at} />}
          {cvm.creator?.username && <span className="text-muted"> by {cvm.creator.username}</span>}
        </KeyValue>
      </KeyValueList>
    </Card>
  )
}
