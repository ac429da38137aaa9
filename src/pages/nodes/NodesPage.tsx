import { useInfiniteQuery, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import type { AvailableNodes } from '../../contract/nodes.ts'
import type { NodeRef } from '../../contract/refs.ts'
import { availableNodesQuery, workspaceNodesQuery } from '../../queries/catalogue.ts'
import { sessionQuery } from '../../queries/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Placeholder } from '../../ui/Placeholder.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { InParts } from '../../ui/InParts.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { BareSelect } from '../../ui/BareSelect.tsx'
import { useHaveAnswered } from '../errors/useHaveAnswered.ts'
import { AgainNotice } from '../errors/AgainNotice.tsx'
import { Loaded } from '../errors/Loaded.tsx'
import { NotRead } from '../errors/NotRead.tsx'
import { nodeRows } from './node-rows.ts'
import { NodeTable } from './NodeTable.tsx'

/** `/nodes?region=`: where CVMs can run, how much room there is, and what each machine can boot. */
export function Component() {
  const available = useQuery(availableNodesQuery())
  const { data: session } = useSuspenseQuery(sessionQuery())
  const slug = session?.workspace.slug ?? ''
  const workspace = useInfiniteQuery({ ...workspaceNodesQuery(slug), enabled: slug !== '' })
  const answered = useHaveAnswered(available, workspace)
  const own = workspace.data?.pages ?? []
  const refresh = () => {
    void available.refetch()
    if (slug !== '') void workspace.refetch()
  }
  return (
    <>
      <PageHeader
        title="Nodes"
        actions={
          <Button icon="refresh" pending={available.isFetching} onClick={refresh}>
            Refresh
          </Button>
        }
      />
      <p className="-mt-3 max-w-3xl text-muted">
        The machines that run CVMs. Room is what is left on each now; a deployment without a node of
        its own goes to one that fits.
      </p>
      {answered ? (
        <>
          <Loaded query={available} label="Loading the nodes" height="h-96">
            {({ nodes }) => (
              <>
                <NotRead query={workspace}>
                  The nodes of the workspace itself could not be read: those without room are
                  missing.
                </NotRead>
                {workspace.isLoading && (
                  <p role="status" className="text-muted">
                    Reading the nodes of the workspace itself…
                  </p>
                )}
                <Nodes nodes={nodes} workspace={own.flatMap(({ items }) => items)} />
              </>
            )}
          </Loaded>
          {workspace.isFetchNextPageError && (
            <AgainNotice
              query={{
                error: workspace.error,
                isFetching: workspace.isFetchingNextPage,
                refetch: () => workspace.fetchNextPage(),
              }}
            >
              {({ title, why }) => <>The next ones could not be read. {why || title}</>}
            </AgainNotice>
          )}
          {workspace.hasNextPage && (
            <div className="flex flex-wrap items-center justify-center gap-3">
              <span className="text-muted">
                Of the {own[0]?.total} nodes of the workspace itself, {count(own)} are read.
              </span>
              <Button
                pending={workspace.isFetchingNextPage}
                onClick={() => void workspace.fetchNextPage()}
              >
                Read more
              </Button>
            </div>
          )}
        </>
      ) : (
        <Placeholder label="Loading the nodes" height="h-96" />
      )}
    </>
  )
}

const count = (pages: readonly { items: readonly unknown[] }[]) =>
  pages.reduce((sum, { items }) => sum + items.length, 0)

function Nodes({
  nodes,
  workspace,
}: {
  nodes: AvailableNodes['nodes']
  workspace: readonly NodeRef[]
}) {
  const [search, setSearch] = useSearchParams()
  const wanted = search.get('region') ?? ''
  const rows = nodeRows(nodes, workspace)
  const regions = [...new Set(rows.flatMap(({ region }) => region ?? []))].sort()
  const shown = rows.filter(({ region }) => wanted === '' || region === wanted)
  return (
    <div className="flex flex-col gap-3">
      <search className="w-full sm:w-52">
        <BareSelect
          aria-label="Region"
          value={wanted}
          onChange={({ target }) => setSearch(target.value ? { region: target.value } : {})}
        >
          <option value="">Any region</option>
          {wanted !== '' && !regions.includes(wanted) && <option>{wanted}</option>}
          {regions.map((region) => (
            <option key={region}>{region}</option>
          ))}
        </BareSelect>
      </search>
      <p role="status" className="sr-only">
        {wanted !== '' && `${shown.length} of ${rows.length} shown`}
      </p>
      <div className="rounded-lg border border-line bg-surface">
        {shown.length > 0 ? (
          <InParts key={wanted} all={shown}>
            {(part) => <NodeTable rows={part} />}
          </InParts>
        ) : (
          <EmptyState
            title={rows.length > 0 ? 'No node in this region' : 'No node has room now'}
            actions={rows.length > 0 && <Button onClick={() => setSearch({})}>Any region</Button>}
          >
            {rows.length === 0 && 'The API lists none that this workspace may use.'}
          </EmptyState>
        )}
      </div>
    </div>
  )
}
