import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearchParams } from 'react-router'
import { getConnectionOffer } from '../../api/session.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { problemOf } from '../errors/problem-of.ts'
import { ApiKeyForm } from './ApiKeyForm.tsx'
import { DeviceSignIn } from './DeviceSignIn.tsx'
import { OpenSandbox } from './OpenSandbox.tsx'
import { safeNext } from './next.ts'
import { SignInFrame } from './SignInFrame.tsx'

/** The way in: only what this console offers, and afterwards on to where the link pointed. */
export function Component() {
  const offer = useQuery({
    queryKey: ['connections'],
    queryFn: ({ signal }) => getConnectionOffer(signal),
    staleTime: 60_000,
  })
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const next = safeNext(search.get('next'), location.origin)

  const onSignedIn = () => void navigate(next, { replace: true })

  return (
    <SignInFrame>
      <PageHeader title="Sign in" />
      {search.has('next') && (
        <p className="text-muted">
          Then on to <span className="font-medium wrap-anywhere text-ink">{next}</span>
        </p>
      )}
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
      ) : offer.data ? (
        <Ways connections={offer.data.connections} onSignedIn={onSignedIn} />
      ) : (
        <Skeleton className="h-80 w-full" />
      )}
    </SignInFrame>
  )
}

type Offered = Awaited<ReturnType<typeof getConnectionOffer>>['connections']

function Ways({ connections, onSignedIn }: { connections: Offered; onSignedIn: () => void }) {
  const open = connections.some((one) => one.connection === 'sandbox' && !one.needs_key)
  const withKey = connections.filter((one) => one.needs_key).map((one) => one.connection)
  return (
    <div className="flex flex-col gap-6">
      {open && <OpenSandbox onSignedIn={onSignedIn} />}
      {open && withKey.length > 0 && (
        <p className="flex items-center gap-3 text-sm text-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
          or with an account
        </p>
      )}
      {withKey.length > 0 && <ApiKeyForm connections={withKey} onSignedIn={onSignedIn} />}
      {withKey.includes('cloud') && <DeviceSignIn onSignedIn={onSignedIn} />}
    </div>
  )
}
