import { useInfiniteQuery } from '@tanstack/react-query'
import { operationsQuery } from '../../../queries/history.ts'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { ErrorPanel } from '../../../ui/ErrorPanel.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { Table, Th } from '../../../ui/Table.tsx'
import { problemOf } from '../../errors/problem-of.ts'
import { OperationRow } from './OperationRow.tsx'

/** Everything that was done to it, newest first. */
export function OperationsCard({ cvmId }: { cvmId: string }) {
  const query = useInfiniteQuery(operationsQuery(cvmId))
  const { data, error, isFetching, refetch, hasNextPage, fetchNextPage } = query
  const again = (
    <Button size="sm" icon="refresh" pending={isFetching} onClick={() => void refetch()}>
      Refresh
    </Button>
  )
  // A page that was read before something happened overlaps with the next one.
  const operations = [
    ...new Map(
      (data?.pages ?? []).flatMap(({ items }) => items).map((one) => [one.correlation_id, one]),
    ).values(),
  ]
  const total = data?.pages.at(-1)?.total ?? 0
  return (
    <Card title="Operations" flush={operations.length > 0} actions={data && again}>
      {error && (
        <ErrorPanel
          problem={problemOf(error)}
          actions={
            <Button size="sm" icon="refresh" pending={isFetching} onClick={() => void refetch()}>
              Try again
            </Button>
          }
        />
      )}
      {!data && !error && (
        <div role="status" aria-label="Loading the operations" className="flex flex-col gap-3">
          <Skeleton className="w-full" />
          <Skeleton className="w-full" />
          <Skeleton className="w-2/3" />
        </div>
      )}
      {data && operations.length === 0 && (
        <p className="text-muted">Nothing was done to it so far that the API remembers.</p>
      )}
      {operations.length > 0 && (
        <>
          <Table label="Operations" stacked>
            <thead>
              <tr>
                <Th>What</Th>
                <Th>Result</Th>
                <Th>Who</Th>
                <Th>When</Th>
                <Th end className="whitespace-nowrap">
                  How long
                </Th>
              </tr>
            </thead>
            <tbody>
              {operations.map((operation) => (
                <OperationRow key={operation.correlation_id} operation={operation} />
              ))}
            </tbody>
          </Table>
          <div className="flex flex-wrap items-center gap-3 border-t border-line px-4 py-2 text-sm text-muted">
            <span role="status">
              {operations.length} of {Math.max(total, operations.length)}
            </span>
            {hasNextPage && (
              <Button
                size="sm"
                pending={query.isFetchingNextPage}
                onClick={() => void fetchNextPage()}
              >
                Show earlier
              </Button>
            )}
          </div>
        </>
      )}
    </Card>
  )
}
