import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { cvmListQuery } from '../../queries/cvmList.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { problemOf } from '../errors/problem-of.ts'
import { CvmList } from './CvmList.tsx'
import { DeployLink } from './DeployLink.tsx'
import { Freshness } from './Freshness.tsx'
import { ListSkeleton } from './ListSkeleton.tsx'

const EmptyWorkspace = lazy(() => import('./EmptyWorkspace.tsx'))

/** Every CVM of the workspace. */
export function Component() {
  const list = useQuery(cvmListQuery())
  const { data, error } = list
  return (
    <>
      <PageHeader
        title="CVMs"
        aside={data && <Count loaded={data.loaded} total={data.total} />}
        actions={
          <>
            <Freshness
              updatedAt={data?.updatedAt}
              pending={list.isFetching}
              onRefresh={() => void list.refetch()}
            />
            <DeployLink />
          </>
        }
      />
      {data ? (
        data.total === 0 ? (
          <Suspense fallback={null}>
            <EmptyWorkspace />
          </Suspense>
        ) : (
          <CvmList list={data} />
        )
      ) : error ? (
        <div className="max-w-3xl">
          <ErrorPanel
            problem={problemOf(error)}
            actions={
              <Button
                size="sm"
                icon="refresh"
                pending={list.isFetching}
                onClick={() => void list.refetch()}
              >
                Try again
              </Button>
            }
          />
        </div>
      ) : (
        <ListSkeleton />
      )}
    </>
  )
}

function Count({ loaded, total }: { loaded: number; total: number }) {
  return (
    <span className="text-lg text-muted tabular-nums">
      {loaded < total ? `${loaded} of ${total}` : total}
    </span>
  )
}
