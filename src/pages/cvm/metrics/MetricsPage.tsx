import { useQuery } from '@tanstack/react-query'
import { statusWord } from '../../../cvm/status.ts'
import { cvmMetricsQuery } from '../../../queries/metrics.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorPanel } from '../../../ui/ErrorPanel.tsx'
import { SkeletonLines } from '../../../ui/SkeletonLines.tsx'
import { clockTime } from '../../../ui/time-words.ts'
import { problemOf } from '../../errors/problem-of.ts'
import { useCvm } from '../useCvm.ts'
import { ContainersCard } from './ContainersCard.tsx'
import { DisksCard } from './DisksCard.tsx'
import { LoadCard } from './LoadCard.tsx'
import { MachineCard } from './MachineCard.tsx'
import { MemoryCards } from './MemoryCards.tsx'
import { SamplesTable } from './SamplesTable.tsx'

/** `/cvms/:cvmId/metrics`: what the guest says of itself, drawn for as long as the page is open. */
export function Component() {
  const cvm = useCvm()
  const { data, error, dataUpdatedAt, isFetching, refetch } = useQuery(cvmMetricsQuery(cvm.id))
  const again = (
    <Button size="sm" icon="refresh" pending={isFetching} onClick={() => void refetch()}>
      Try again
    </Button>
  )
  if (!data) {
    return error ? (
      <div className="flex flex-col gap-4">
        <ErrorPanel problem={problemOf(error)} actions={again} />
        <ContainersCard cvm={cvm} />
      </div>
    ) : (
      <Waiting />
    )
  }
  const { latest, samples } = data
  const { sysinfo } = latest
  return (
    <div className="flex flex-col gap-4">
      {error && (
        <Banner tone="warn" icon="offline" actions={again}>
          These figures are from {clockTime(new Date(dataUpdatedAt))}: newer ones could not be read.
        </Banner>
      )}
      {latest.error && (
        <ErrorPanel problem={{ title: 'The CVM could not be asked', why: latest.error }} />
      )}
      {!sysinfo && !latest.error && <NoFigures isPublic={latest.is_public} status={cvm.status} />}
      {sysinfo && (
        <>
          <div className="grid grid-cols-1 gap-4 xl:grid-cols-2">
            <LoadCard samples={samples} cpus={sysinfo.num_cpus ?? undefined} />
            <MemoryCards samples={samples} sysinfo={sysinfo} />
          </div>
          <DisksCard disks={sysinfo.disks ?? []} />
          <SamplesTable samples={samples} />
          <MachineCard sysinfo={sysinfo} />
        </>
      )}
      <ContainersCard cvm={cvm} />
    </div>
  )
}

function NoFigures({ isPublic, status }: { isPublic: boolean; status: string }) {
  if (status !== 'running') {
    return (
      <EmptyState title={`No figures while it is ${statusWord(status)}`}>
        They appear here as soon as it runs.
      </EmptyState>
    )
  }
  return (
    <EmptyState title={isPublic ? 'No figures yet' : 'Its system info is not public'}>
      {isPublic
        ? 'The CVM runs and has reported nothing so far. This page looks again every 5 seconds.'
        : 'The API hands figures out only for a CVM whose system info is public.'}
    </EmptyState>
  )
}

function Waiting() {
  return (
    <div
      role="status"
      aria-label="Loading the figures"
      className="grid grid-cols-1 gap-4 xl:grid-cols-2"
    >
      <SkeletonLines height="h-64" />
      <SkeletonLines height="h-64" />
    </div>
  )
}
