import { useQueryClient } from '@tanstack/react-query'
import { Suspense, useEffect } from 'react'
import { Outlet, useLocation, useNavigate, useParams } from 'react-router'
import { ApiError } from '../../api/errors.ts'
import { ErrorCode } from '../../contract/errors.ts'
import { type CvmTab, paths } from '../../paths.ts'
import { useConnection } from '../../queries/connection.ts'
import type { Cvm } from '../../queries/cvmRow.ts'
import { cvmQuery } from '../../queries/cvms.ts'
import { useCvmState } from '../../queries/live/useCvmState.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Placeholder } from '../../ui/Placeholder.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import { LateFailure } from '../errors/LateFailure.tsx'
import { useVisit } from '../palette/useVisit.ts'
import { CvmChooser } from './CvmChooser.tsx'
import { CvmHeader } from './CvmHeader.tsx'
import { CvmNotFound } from './CvmNotFound.tsx'
import { CvmSkeleton } from './CvmSkeleton.tsx'

/** `/cvms/:cvmId` and its tabs. The id may be in any format; the address becomes the canonical one. */
export function Component() {
  const { cvmId = '' } = useParams()
  const { pathname, search, hash } = useLocation()
  const { data, error, isFetching, refetch } = useCvmState(cvmId)
  // A lost connection has its banner in the header: that one place is enough.
  const lost = useConnection().status === 'lost'
  const tab = pathname.split('/')[3] as CvmTab | undefined
  useVisit(data?.id)
  const failure = error && (
    <LateFailure
      error={error}
      actions={
        <>
          <Button size="sm" icon="refresh" pending={isFetching} onClick={() => void refetch()}>
            Try again
          </Button>
          {data && 'What you see is old.'}
        </>
      }
    />
  )

  if (data && data.id !== cvmId) return <Canonical cvm={data} tab={tab} rest={search + hash} />
  if (data) {
    return (
      <div key={data.id} className="flex flex-col gap-5">
        <CvmHeader cvm={data} />
        {data.status === 'deleted' || isGone(error) ? <Gone name={data.name} /> : !lost && failure}
        {/* A tab of its own boundary: what it waits for leaves the head and the other tabs alone. */}
        <Suspense key={tab} fallback={<Placeholder label="Loading the page" height="h-96" />}>
          <Outlet context={data} />
        </Suspense>
      </div>
    )
  }
  if (!error) return <CvmSkeleton />
  if (isOneOf(error, AMBIGUOUS)) return <CvmChooser cvmId={cvmId} tab={tab} />
  if (isGone(error)) {
    return <CvmNotFound cvmId={cvmId} here={pathname + search} />
  }
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      <PageHeader title={cvmId} within={['CVMs']} />
      {failure}
    </div>
  )
}

/** It was there when the page opened. What was read of it stays on screen. */
function Gone({ name }: { name: string }) {
  return (
    <Banner tone="warn" actions={<TextLink to={paths.cvms()}>All CVMs</TextLink>}>
      {name} was deleted, or this workspace may not see it any more. What is shown is how it was.
    </Banner>
  )
}

/** Replaces the address by the one with the API's own id, which is the only one to share. */
function Canonical({ cvm, tab, rest }: { cvm: Cvm; tab: CvmTab | undefined; rest: string }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  useEffect(() => {
    // What was loaded under the other name is the same CVM: nobody asks for it twice.
    client.setQueryData(cvmQuery(cvm.id).queryKey, cvm)
    void navigate(paths.cvm(cvm.id, tab) + rest, { replace: true })
  }, [client, cvm, navigate, rest, tab])
  return <CvmSkeleton />
}

const AMBIGUOUS: readonly string[] = [ErrorCode.MULTIPLE_CVMS_SAME_NAME, ErrorCode.APP_ID_AMBIGUOUS]

const NOT_FOUND: readonly string[] = [
  ErrorCode.CVM_NOT_FOUND,
  ErrorCode.CVM_NOT_IN_WORKSPACE,
  ErrorCode.CVM_NOT_IN_CURRENT_WORKSPACE,
  ErrorCode.CVM_ACCESS_DENIED,
]

const isOneOf = (error: unknown, codes: readonly string[]) =>
  error instanceof ApiError && error.error_code !== undefined && codes.includes(error.error_code)

const isGone = (error: unknown) => isOneOf(error, NOT_FOUND) || statusOf(error) === 404

const statusOf = (error: unknown) => (error instanceof ApiError ? error.status : undefined)
