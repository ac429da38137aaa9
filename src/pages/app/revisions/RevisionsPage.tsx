import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation, useSearchParams } from 'react-router'
import type { Revision } from '../../../contract/apps.ts'
import { appRevisionsQuery } from '../../../queries/apps.ts'
import { useReplicas } from '../../../queries/replicas.ts'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { Loaded } from '../../errors/Loaded.tsx'
import { NotRead } from '../../errors/NotRead.tsx'
import { AppHeader } from '../AppHeader.tsx'
import { AppNotFound } from '../AppNotFound.tsx'
import { useApp } from '../useApp.ts'
import { CompareCard } from './CompareCard.tsx'
import { RedeployDialog } from './RedeployDialog.tsx'
import { type Pair, RevisionTable } from './RevisionTable.tsx'

/** `/apps/:appId/revisions?from=&to=`: what was deployed when, and the way back to it. */
export function Component() {
  const { appId, app, name, query, isGone } = useApp()
  const { pathname, search: here } = useLocation()
  const [search, setSearch] = useSearchParams()
  const revisions = useInfiniteQuery(appRevisionsQuery(appId))
  const replicas = useReplicas(appId)
  const [chosen, setChosen] = useState<Revision>()
  if (isGone && !app) return <AppNotFound appId={appId} here={pathname + here} />

  const all = revisions.data?.pages.flatMap((page) => page.revisions) ?? []
  const asked = { from: search.get('from') ?? undefined, to: search.get('to') ?? undefined }
  const pair = pairOf(asked, all)
  const alive = replicas.data?.filter(({ status }) => status !== 'deleted' && status !== 'deleting')
  return (
    <>
      <AppHeader appId={appId} name={name} page="Revisions" query={query} />
      <NotRead query={replicas}>
        Its replicas could not be read: what runs where is not known.
      </NotRead>
      <Card title="Revisions" flush>
        <div className={revisions.data ? undefined : 'p-4'}>
          <Loaded query={revisions} label="Loading the revisions" height="h-64">
            {() =>
              all.length === 0 ? (
                <EmptyState title="No revision is known">
                  The API keeps one for each deployment and update.
                </EmptyState>
              ) : (
                <RevisionTable
                  revisions={all}
                  cvms={alive}
                  pair={pair}
                  onPair={(next) =>
                    setSearch(
                      { ...(next.from && { from: next.from }), ...(next.to && { to: next.to }) },
                      { replace: true, preventScrollReset: true },
                    )
                  }
                  onRedeploy={setChosen}
                />
              )
            }
          </Loaded>
          {revisions.hasNextPage && (
            <div className="flex justify-center border-t border-line p-2">
              <Button
                size="sm"
                pending={revisions.isFetchingNextPage}
                onClick={() => void revisions.fetchNextPage()}
              >
                Show older
              </Button>
            </div>
          )}
        </div>
      </Card>
      {pair.from && pair.to && pair.from !== pair.to && (
        <CompareCard appId={appId} from={pair.from} to={pair.to} />
      )}
      {chosen && (
        <RedeployDialog
          key={chosen.revision_id}
          appId={appId}
          revision={chosen}
          cvms={alive ?? []}
          onClose={() => setChosen(undefined)}
        />
      )}
    </>
  )
}

/** Without a choice: the newest, and the newest before it that deployed something else. */
function pairOf(asked: Pair, revisions: readonly Revision[]): Pair {
  const [newest] = revisions
  const to = asked.to ?? newest?.revision_id
  const at = revisions.findIndex(({ revision_id }) => revision_id === to)
  const older = revisions.slice(at + 1)
  const hash = revisions[at]?.compose_hash
  const from =
    asked.from ?? (older.find(({ compose_hash }) => compose_hash !== hash) ?? older[0])?.revision_id
  return { from, to }
}
