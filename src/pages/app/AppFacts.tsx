import type { App } from '../../contract/apps.ts'
import { Card } from '../../ui/Card.tsx'
import { Hash } from '../../ui/Hash.tsx'
import { KeyValue, KeyValueList } from '../../ui/KeyValue.tsx'
import { Time } from '../../ui/Time.tsx'

/** What an app is, whoever runs it. */
export function AppFacts({ app }: { app: App }) {
  const { profile } = app
  return (
    <Card title="App">
      {profile?.description && <p className="mb-4 max-w-3xl">{profile.description}</p>}
      <KeyValueList>
        <KeyValue term="App ID">
          <Hash label="App ID" value={app.app_id} />
        </KeyValue>
        <KeyValue term="Key management">{app.kms_type}</KeyValue>
        <KeyValue term="Created">
          <Time at={app.created_at} />
        </KeyValue>
        {app.app_provision_type && (
          <KeyValue term="Provisioned by">{app.app_provision_type}</KeyValue>
        )}
        {profile?.custom_domain && (
          <KeyValue term="Custom domain">{profile.custom_domain}</KeyValue>
        )}
      </KeyValueList>
    </Card>
  )
}
