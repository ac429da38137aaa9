import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { AppPage } from '../../contract/apps.ts'
import { isInTransition } from '../../cvm/status.ts'
import { paths } from '../../paths.ts'
import { appListQuery } from '../../queries/apps.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Loaded } from '../errors/Loaded.tsx'
import { appListParams, isFiltered } from './app-filters.ts'
import { AppFilters } from './AppFilters.tsx'
import { AppTable } from './AppTable.tsx'
import { useAppFilter } from './useAppFilter.ts'

const MOVING_MS = 3_000

const isMoving = ({ dstack_apps }: AppPage) =>
  dstack_apps.some(({ cvms }) => cvms.some(isInTransition))

/** `/apps?q=&status=&…`: what was deployed, each with all CVMs that run it. */
export function Component() {
  const controls = useAppFilter()
  const { filter } = controls
  const apps = useInfiniteQuery({
    ...appListQuery(appListParams(filter)),
    placeholderData: keepPreviousData,
    // What is under way moves by itself; what is settled is not asked for again.
    refetchInterval: ({ state }) => (state.data?.pages.some(isMoving) ? MOVING_MS : false),
  })
  const total = apps.data?.pages[0]?.total
  return (
    <>
      <PageHeader
        title="Apps"
        aside={
          <span role="status" className="text-lg text-muted tabular-nums">
            {total}
            {total !== undefined && (
              <VisuallyHidden>{total === 1 ? ' app' : ' apps'}</VisuallyHidden>
            )}
          </span>
        }
        actions={
          <Button
            icon="refresh"
            pending={apps.isRefetching && !apps.isFetchingNextPage}
            onClick={() => void apps.refetch()}
          >
            Refresh
          </Button>
        }
      />
      <AppFilters controls={controls} />
      <Loaded query={apps} label="Loading the apps" height="h-96">
        {({ pages }) => {
          const shown = pages.flatMap(({ dstack_apps }) => dstack_apps)
          return (
            <div
              aria-busy={apps.isPlaceholderData || undefined}
              className="rounded-lg border border-line bg-surface"
            >
              {shown.length > 0 ? (
                <AppTable apps={shown} />
              ) : isFiltered(filter) ? (
                <EmptyState
                  title="No app matches"
                  actions={<Button onClick={controls.clear}>Clear filters</Button>}
                />
              ) : (
                <EmptyState
                  title="No apps yet"
                  actions={
                    <LinkButton variant="primary" to={paths.deploy()}>
                      Deploy a CVM
                    </LinkButton>
                  }
                >
                  An app is one compose file with its keys; each CVM that runs it is a replica.
                </EmptyState>
              )}
            </div>
          )
        }}
      </Loaded>
      {apps.hasNextPage && (
        <div className="flex justify-center">
          <Button pending={apps.isFetchingNextPage} onClick={() => void apps.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
    </>
  )
}
