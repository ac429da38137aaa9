import { useQuery } from '@tanstack/react-query'
import { useLocation, useSearchParams } from 'react-router'
import { getConnectionOffer } from '../../api/connectionOffer.ts'
import { workspaceKey } from '../../contract/workspaceKey.ts'
import { place } from '../../place.ts'
import { signInsQuery } from '../../queries/signIns.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Placeholder } from '../../ui/Placeholder.tsx'
import { problemOf } from '../errors/problem-of.ts'
import { NotRead } from '../errors/NotRead.tsx'
import { useHaveAnswered } from '../errors/useHaveAnswered.ts'
import { ApiKeyForm } from './ApiKeyForm.tsx'
import { DeviceSignIn } from './DeviceSignIn.tsx'
import { OpenSandbox } from './OpenSandbox.tsx'
import { safeNext } from './next.ts'
import { SignedIn } from './SignedIn.tsx'
import { SignInFrame } from './SignInFrame.tsx'
import { useArrive } from './useArrive.ts'

/** The way in: only what this console offers, and afterwards on to where the link pointed. */
export function Component() {
  const offer = useQuery({
    queryKey: ['connections'],
    queryFn: ({ signal }) => getConnectionOffer(signal),
    staleTime: 60_000,
  })
  const [search] = useSearchParams()
  const { hash } = useLocation()
  const shown = safeNext(search.get('next'), location.origin)
  const next = shown.includes('#') ? shown : shown + hash
  const arrive = useArrive(next)
  // Where it cannot be read, the ways in are there all the same.
  const known = useQuery(signInsQuery())
  const signIns = known.data?.sign_ins ?? []
  const answered = useHaveAnswered(offer, known)
  const isHere = signIns.some((one) => workspaceKey(one) === place.key)

  return (
    <SignInFrame>
      <PageHeader title="Sign in" />
      {search.has('next') && (
        <p className="text-muted">
          Then on to <span className="font-medium wrap-anywhere text-ink">{shown}</span>
        </p>
      )}
      {place.key !== undefined && !isHere && (
        <Banner tone="info">
          This address belongs to a workspace that is not signed in here:{' '}
          <strong className="wrap-anywhere">{place.key}</strong>.
        </Banner>
      )}
      {answered && signIns.length > 0 && <SignedIn signIns={signIns} next={next} />}
      <NotRead query={known}>Who is signed in here already could not be read.</NotRead>
      {offer.isError ? (
        <ErrorPanel
          problem={problemOf(offer.error)}
          actions={
            <Button
              size="sm"
              icon="refresh"
              pending={offer.isFetching}
              onClick={() => void offer.refetch()}
            >
              Try again
            </Button>
          }
        />
      ) : offer.data && answered ? (
        <Ways connections={offer.data.connections} arrive={arrive} />
      ) : (
        <Placeholder label="Loading the ways to sign in" height="h-80" />
      )}
    </SignInFrame>
  )
}

type Offered = Awaited<ReturnType<typeof getConnectionOffer>>['connections']

function Ways({
  connections,
  arrive,
}: {
  connections: Offered
  arrive: (name: string) => Promise<void>
}) {
  const open = connections.some((one) => one.connection === 'sandbox' && !one.needs_key)
  const withKey = connections.filter((one) => one.needs_key).map((one) => one.connection)
  return (
    <div className="flex flex-col gap-6">
      {open && <OpenSandbox arrive={arrive} />}
      {open && withKey.length > 0 && (
        <p className="flex items-center gap-3 text-sm text-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
          or with an account
        </p>
      )}
      {withKey.length > 0 && <ApiKeyForm connections={withKey} arrive={arrive} />}
      {withKey.includes('cloud') && <DeviceSignIn arrive={arrive} />}
    </div>
  )
}
