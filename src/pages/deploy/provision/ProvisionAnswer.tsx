import { useQuery } from '@tanstack/react-query'
import { appEnvPubkeyQuery } from '../../../queries/catalogue.ts'
import { connectionOfferQuery } from '../../../queries/connectionOffer.ts'
import { canonicalJson, hashOfString } from '../../../trust/composeHash.ts'
import { checkKmsSignature } from '../../../trust/kmsSignature.ts'
import { kmsRootsFor, operatorRoots } from '../../../trust/roots.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Hash } from '../../../ui/Hash.tsx'
import { KeyValue, KeyValueList } from '../../../ui/KeyValue.tsx'
import { problemOf } from '../../errors/problem-of.ts'
import { KmsVerdict } from '../../secrets/KmsVerdict.tsx'
import { downloadText } from '../../cvm/logs/downloadText.ts'
import { expectedAppCompose } from '../deployment.ts'
import type { ProvisionRecord } from '../draft/draft.ts'
import type { Wizard } from '../useWizard.ts'
import { OnChain } from './OnChain.tsx'
import { appIdOf, isOnChain } from './section.ts'

/** What the API answered, and what this browser makes of it. */
export function ProvisionAnswer({
  wizard,
  record,
  keys,
}: {
  wizard: Wizard
  record: ProvisionRecord
  keys: readonly string[]
}) {
  const { answer } = record
  const canonical = canonicalJson(expectedAppCompose(wizard.draft, keys))
  const mine = hashOfString(canonical)
  return (
    <>
      <Card title="What the API answered">
        <KeyValueList>
          <KeyValue term="App ID">
            {answer.app_id && <Hash full label="App ID" value={answer.app_id} />}
          </KeyValue>
          <KeyValue term="Compose hash">
            <Hash full label="Compose hash" value={answer.compose_hash} />
          </KeyValue>
          <KeyValue term="Computed in this browser">
            <Hash full label="Hash computed in this browser" value={mine} />
            <Agreement equal={sameHash(mine, answer.compose_hash)} />
            <span className="mt-1 block">
              <Button
                size="sm"
                icon="download"
                onClick={() =>
                  downloadText(`${wizard.draft.resources.name}-app-compose.json`, canonical)
                }
              >
                Download what was hashed
              </Button>
            </span>
          </KeyValue>
          <KeyValue term="Device ID">
            {answer.device_id && <Hash label="Device ID" value={answer.device_id} />}
          </KeyValue>
          <KeyValue term="OS image hash">
            {answer.os_image_hash && <Hash label="OS image hash" value={answer.os_image_hash} />}
          </KeyValue>
          <KmsKey wizard={wizard} record={record} />
        </KeyValueList>
      </Card>
      {isOnChain(record) && <OnChain wizard={wizard} record={record} />}
    </>
  )
}

const sameHash = (a: string, b: string) => a === b.toLowerCase().replace(/^(0x|sha256:)/, '')

function Agreement({ equal }: { equal: boolean }) {
  return equal ? (
    <span className="mt-1 block">
      <Badge tone="good">They agree</Badge>
    </span>
  ) : (
    <span className="mt-1 block text-sm text-warn">
      Cannot be reproduced: the server adds defaults that this page does not know. That is no sign
      of an attack, and no proof of the contrary.
    </span>
  )
}

/** The key that secrets are sealed with, and who signed it. */
function KmsKey({ wizard, record }: { wizard: Wizard; record: ProvisionRecord }) {
  const { answer } = record
  const kms = answer.kms_id ?? answer.kms_info?.id ?? ''
  const app_id = appIdOf(record)
  const known = /^[0-9a-f]{40}$/.test(app_id) && kms !== ''
  const { data, error, dataUpdatedAt } = useQuery({
    ...appEnvPubkeyQuery(kms, app_id),
    enabled: known,
  })
  const key = answer.app_env_encrypt_pubkey ?? data?.public_key
  const { data: offer, isPending } = useQuery(connectionOfferQuery())
  const roots = kmsRootsFor(wizard.session.connection, operatorRoots(offer?.kms_roots ?? []))
  const verdict = data && !isPending && checkKmsSignature(data, app_id, roots, dataUpdatedAt / 1000)
  const differs =
    data && answer.app_env_encrypt_pubkey && data.public_key !== bare(answer.app_env_encrypt_pubkey)
  return (
    <KeyValue term="KMS public key">
      {key && <Hash label="KMS public key" value={key} />}
      <span className="mt-1 block text-sm">
        {differs ? (
          <span className="text-bad">
            The KMS names another key than the provision did. Do not commit secrets.
          </span>
        ) : verdict ? (
          <KmsVerdict verdict={verdict} />
        ) : error ? (
          <span className="text-muted">
            Its signature was not checked: {problemOf(error).title}
          </span>
        ) : (
          <span className="text-muted">{known ? 'Checking its signature…' : ''}</span>
        )}
      </span>
    </KeyValue>
  )
}

const bare = (hex: string) => hex.toLowerCase().replace(/^0x/, '')
