import { lazy, Suspense, useState } from 'react'
import { useLocation } from 'react-router'
import { bareAppId } from '../../contract/ids.ts'
import { differencesOf } from '../../cvm/differences.ts'
import { paths } from '../../paths.ts'
import { addressOf } from '../../place.ts'
import { useReplicas } from '../../queries/replicas.ts'
import { Button } from '../../ui/Button.tsx'
import { Placeholder } from '../../ui/Placeholder.tsx'
import { Card } from '../../ui/Card.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { InParts } from '../../ui/InParts.tsx'
import { toast } from '../../ui/toast.ts'
import { ReplicateDialog } from '../actions/ReplicateDialog.tsx'
import { useHaveAnswered } from '../errors/useHaveAnswered.ts'
import { Loaded } from '../errors/Loaded.tsx'
import { useAnythingKept } from '../verify/kept.ts'
import { AppFacts } from './AppFacts.tsx'
import { AppHeader } from './AppHeader.tsx'
import { AppNotFound } from './AppNotFound.tsx'
import { DifferencesBanner } from './DifferencesBanner.tsx'
import { ReplicaTable } from './ReplicaTable.tsx'
import { useApp } from './useApp.ts'

/** Fetched only where something was marked as known good. */
const AppDrift = lazy(() => import('../verify/AppDrift.tsx'))

/** `/apps/:appId`: all CVMs that run one app, and where they are not the same. */
export function Component() {
  const { appId, app, name, query, isGone } = useApp()
  const { pathname, search } = useLocation()
  const replicas = useReplicas(appId)
  const answered = useHaveAnswered(query, replicas)
  const marked = useAnythingKept()
  const [replicating, setReplicating] = useState(false)
  if (isGone && !app) return <AppNotFound appId={appId} here={pathname + search} />

  const cvms = replicas.data ?? []
  const alive = cvms.filter(({ status }) => status !== 'deleted' && status !== 'deleting')
  const [first] = alive
  const differences = differencesOf(cvms)
  return (
    <>
      <AppHeader
        appId={appId}
        name={name}
        actions={
          <>
            <CopyButton text={addressOf(paths.app(appId))} label="Copy link" />
            <Button
              variant="primary"
              icon="copies"
              disabledReason={
                first
                  ? undefined
                  : replicas.data
                    ? 'There is no CVM that a replica could take after.'
                    : replicas.error
                      ? 'The replicas could not be read.'
                      : 'The replicas are being read.'
              }
              onClick={() => setReplicating(true)}
            >
              Replicate
            </Button>
          </>
        }
      />
      {answered ? (
        <>
          <Loaded query={query} label="Loading the app" height="h-24">
            {(data) => <AppFacts app={data} />}
          </Loaded>
          {differences.length > 0 && <DifferencesBanner differences={differences} cvms={cvms} />}
          <Card
            title="Replicas"
            flush
            actions={
              <Button
                size="sm"
                icon="refresh"
                pending={replicas.isFetching}
                onClick={() => void replicas.refetch()}
              >
                Refresh
              </Button>
            }
          >
            <div className={replicas.data ? undefined : 'p-4'}>
              <Loaded query={replicas} label="Loading the replicas" height="h-48">
                {(rows) => (
                  <InParts all={rows}>
                    {(part) => <ReplicaTable cvms={part} differences={differences} />}
                  </InParts>
                )}
              </Loaded>
            </div>
          </Card>
        </>
      ) : (
        <Placeholder label="Loading the app" height="h-96" />
      )}
      {marked && (
        <Suspense>
          <AppDrift appId={bareAppId(appId)} cvms={alive} />
        </Suspense>
      )}
      {replicating && first && (
        <ReplicateDialog
          cvm={first}
          sources={differences.length > 0 ? alive : []}
          onAccepted={(_, cvm) => toast.info(`Replicating ${cvm.name}`)}
          onClose={() => setReplicating(false)}
        />
      )}
    </>
  )
}
