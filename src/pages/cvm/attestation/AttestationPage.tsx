import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { paths } from '../../../paths.ts'
import { cvmAttestationQuery } from '../../../queries/observe.ts'
import { sessionQuery } from '../../../queries/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { TextLink } from '../../../ui/TextLink.tsx'
import { exhibitOf } from '../../verify/exhibit.ts'
import { proofAddress } from '../../verify/proof-link.ts'
import { ProofList } from '../../verify/ProofList.tsx'
import { useCvm } from '../useCvm.ts'

/** `/cvms/:cvmId/attestation`: what this CVM proves about itself, checked by this browser. */
export function Component() {
  const cvm = useCvm()
  const { data: session } = useQuery(sessionQuery())
  const { data, dataUpdatedAt, refetch, isFetching } = useSuspenseQuery(cvmAttestationQuery(cvm.id))
  const exhibit = exhibitOf(
    // What the console's own list says it is: held against what the quote proves.
    {
      ...data,
      app_id: cvm.app_id,
      instance_id: cvm.instance_id,
      os_image_hash: cvm.os?.os_image_hash,
    },
    `${cvm.id}/${dataUpdatedAt}`,
    cvm.name,
    data.error ?? undefined,
  )
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="max-w-3xl text-muted">
          Checked by this browser, claim by claim, and not by the server that reports it.
          {cvm.app_id && (
            <>
              {' '}
              <TextLink to={paths.app(cvm.app_id, 'attestation')}>
                All replicas of this app
              </TextLink>
            </>
          )}
        </p>
        <div className="flex flex-wrap gap-2">
          <Button size="sm" icon="refresh" pending={isFetching} onClick={() => void refetch()}>
            Fetch anew
          </Button>
          {cvm.app_id && exhibit.absent === undefined && (
            <CopyButton size="sm" text={proofAddress(cvm.app_id)} label="Copy public proof link" />
          )}
        </div>
      </div>
      {session && (
        <ProofList
          exhibits={[exhibit]}
          connections={[session.connection]}
          from={session.connection}
        />
      )}
    </div>
  )
}
