import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { bareAppId } from '../../contract/ids.ts'
import { appQuery } from '../../queries/apps.ts'
import { sessionQuery } from '../../queries/session.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { AppHeader } from '../app/AppHeader.tsx'
import { AppProof } from './AppProof.tsx'
import { proofAddress } from './proof-link.ts'

/** `/apps/:appId/attestation`: what all replicas of an app prove, side by side. */
export function Component() {
  const { appId = '' } = useParams()
  const bare = bareAppId(appId)
  const { data: session } = useQuery(sessionQuery())
  const { data: app } = useQuery(appQuery(bare))
  return (
    <>
      <AppHeader
        appId={bare}
        name={app?.name}
        page="Attestation"
        actions={<CopyButton size="sm" text={proofAddress(bare)} label="Copy public proof link" />}
      />
      <AppProof appId={bare} first={session?.connection} />
    </>
  )
}
