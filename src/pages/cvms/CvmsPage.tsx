import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useDeferredValue } from 'react'
import { useConnection } from '../../queries/connection.ts'
import { cvmListQuery } from '../../queries/cvmList.ts'
import { Button } from '../../ui/Button.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { LateFailure } from '../errors/LateFailure.tsx'
import { CvmList } from './CvmList.tsx'
import { DeployLink } from './DeployLink.tsx'
import { Freshness } from './Freshness.tsx'
import { ListSkeleton } from './ListSkeleton.tsx'

const EmptyWorkspace = lazy(() => import('./EmptyWorkspace.tsx'))

/** Every CVM of the workspace. */
export function Component() {
  const list = useQuery(cvmListQuery())
  // A lost connection has its banner in the header: that one place is enough.
  const lost = useConnection().status === 'lost'
  const { error } = list
  // Statuses that come in while somebody types or scrolls may wait a moment.
  const data = useDeferredValue(list.data)
  const refresh = () => void list.refetch()
  return (
    <>
      <PageHeader
        title="CVMs"
        aside={data && <Count loaded={data.loaded} total={data.total} />}
        actions={
          <>
            <Freshness updatedAt={data?.updatedAt} pending={list.isFetching} onRefresh={refresh} />
            {data?.total !== 0 && <DeployLink />}
          </>
        }
      />
      {error && !lost && (
        <div className="max-w-3xl">
          <LateFailure
            error={error}
            actions={
              <Button size="sm" icon="refresh" pending={list.isFetching} onClick={refresh}>
                Try again
              </Button>
            }
          />
        </div>
      )}
      {data ? (
        data.total === 0 ? (
          <Suspense fallback={null}>
            <EmptyWorkspace />
          </Suspense>
        ) : (
          <CvmList list={data} />
        )
      ) : error && lost ? (
        <div className="rounded-lg border border-line bg-surface px-4 py-14 text-center">
          <h2 className="text-lg font-semibold">Nothing has been read yet</h2>
          <p className="text-muted">The list appears here as soon as the API answers.</p>
        </div>
      ) : error ? null : (
        <ListSkeleton />
      )}
    </>
  )
}

function Count({ loaded, total }: { loaded: number; total: number }) {
  return (
    <span className="text-lg text-muted tabular-nums">
      {loaded < total ? `${loaded} of ${total}` : total}
      <span className="sr-only"> CVMs</span>
    </span>
  )
}
