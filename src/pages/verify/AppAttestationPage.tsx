import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { bareAppId } from '../../contract/ids.ts'
import { paths } from '../../paths.ts'
import { appQuery } from '../../queries/apps.ts'
import { sessionQuery } from '../../queries/session.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
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
      <PageHeader
        title={app?.name ?? bare}
        within={['Attestation', 'Apps']}
        crumb={
          <nav aria-label="Breadcrumb" className="mb-1 flex gap-2 text-sm">
            <TextLink to={paths.apps()}>Apps</TextLink>
            <span aria-hidden="true">/</span>
            <TextLink to={paths.app(bare)}>{app?.name ?? bare}</TextLink>
            <span aria-hidden="true">/</span>
            <span>Attestation</span>
          </nav>
        }
        actions={<CopyButton size="sm" text={proofAddress(bare)} label="Copy public proof link" />}
      />
      <AppProof appId={bare} first={session?.connection} />
    </>
  )
}
