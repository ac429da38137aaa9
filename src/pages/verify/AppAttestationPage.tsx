import { useQuery } from '@tanstack/react-query'
import { sessionQuery } from '../../queries/session.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { AppHeader } from '../app/AppHeader.tsx'
import { useApp } from '../app/useApp.ts'
import { AppProof } from './AppProof.tsx'
import { proofAddress } from './proof-link.ts'

/** `/apps/:appId/attestation`: what all replicas of an app prove, side by side. */
export function Component() {
  const { appId, name, query } = useApp()
  const { data: session } = useQuery(sessionQuery())
  return (
    <>
      <AppHeader
        appId={appId}
        name={name}
        page="Attestation"
        query={query}
        actions={<CopyButton size="sm" text={proofAddress(appId)} label="Copy public proof link" />}
      />
      <AppProof appId={appId} first={session?.connection} />
    </>
  )
}
