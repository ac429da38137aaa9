import { useSuspenseQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { useSearchParams } from 'react-router'
import { sessionQuery } from '../../queries/session.ts'
import { Deployed } from './lateSteps.ts'
import { OpenWizard } from './OpenWizard.tsx'

/** The wizard; or, with `cvm` in the address, the CVM that it made, on its way up. */
export function Component() {
  const { data: session } = useSuspenseQuery(sessionQuery())
  const [params] = useSearchParams()
  const cvmId = params.get('cvm')
  if (cvmId) {
    return (
      <Suspense fallback={null}>
        <Deployed key={cvmId} cvmId={cvmId} />
      </Suspense>
    )
  }
  // Signed out under way: the shell leads to the sign-in and back to this address.
  if (!session) return null
  const owner = `${session.connection}/${session.workspace.id}`
  return <OpenWizard key={owner} owner={owner} session={session} />
}
