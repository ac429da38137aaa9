import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { bareAppId } from '../../contract/ids.ts'
import { paths } from '../../paths.ts'
import { sessionQuery } from '../../queries/session.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Hash } from '../../ui/Hash.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import { LanguageSelect } from '../language/LanguageSelect.tsx'
import { AppProof } from './AppProof.tsx'
import { proofAddress } from './proof-link.ts'

/** `/verify/:appId`: the public proof of an app, for whoever has the link. */
export function Component() {
  const { appId = '' } = useParams()
  const { data: session } = useQuery(sessionQuery())
  const bare = bareAppId(appId)
  return (
    <>
      <PageHeader
        title="Verify a CVM"
        crumb={
          <nav aria-label="Breadcrumb" className="mb-1 text-sm">
            <TextLink to={paths.verify()}>Verify anything</TextLink>
          </nav>
        }
        actions={<CopyButton size="sm" text={proofAddress(bare)} label="Copy public proof link" />}
      />
      <p className="-mt-2 text-muted">
        App <Hash full label="App ID" value={bare} />
      </p>
      <AppProof appId={bare} first={session?.connection} />
      <LanguageSelect />
    </>
  )
}
