import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { ApiError } from '../../api/errors.ts'
import type { Connection } from '../../contract/session.ts'
import { publicProofQuery } from '../../queries/proof.ts'
import { warmVerifier } from '../../trust/runVerifier.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { problemOf } from '../errors/problem-of.ts'
import { AppIdForm } from './AppIdForm.tsx'
import { exhibitsOfApp } from './exhibit.ts'
import { Checking, ProofList } from './ProofList.tsx'

/** Everything that an app proves, each replica for itself and against the others. */
export function AppProof({ appId, first }: { appId: string; first: Connection | undefined }) {
  const { data, error, isFetching, refetch } = useQuery(publicProofQuery(appId, first))
  useEffect(warmVerifier, [])
  if (data) {
    const exhibits = exhibitsOfApp(data.answer, data.at)
    return exhibits.length > 0 ? (
      <ProofList exhibits={exhibits} connections={[data.connection]} from={data.connection} />
    ) : (
      <EmptyState title="This app has no CVM">
        There is nothing that could answer for it, so nothing is verified.
      </EmptyState>
    )
  }
  if (!error) return <Checking quiet />
  if (error instanceof ApiError && error.status === 404) {
    return (
      <EmptyState title="No such app here">
        <p className="mb-4">
          No server that this console knows has an app with this ID. It may have been deleted, or
          the ID may be mistyped.
        </p>
        <div className="mx-auto max-w-md text-left">
          <AppIdForm initial={appId} />
        </div>
      </EmptyState>
    )
  }
  return (
    <div className="max-w-3xl">
      <ErrorPanel
        problem={problemOf(error)}
        actions={
          <Button size="sm" icon="refresh" pending={isFetching} onClick={() => void refetch()}>
            Try again
          </Button>
        }
      />
    </div>
  )
}
