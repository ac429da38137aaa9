import { Suspense } from 'react'
import { useSearchParams } from 'react-router'
import { readLog } from '../../../api/logs.ts'
import { isInTransition, statusTone } from '../../../cvm/status.ts'
import { paths } from '../../../paths.ts'
import { useCvmState } from '../../../queries/live/useCvmState.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { ErrorPanel } from '../../../ui/ErrorPanel.tsx'
import { LinkButton } from '../../../ui/LinkButton.tsx'
import { PageHeader } from '../../../ui/PageHeader.tsx'
import { SkeletonLines } from '../../../ui/SkeletonLines.tsx'
import { useTabMark } from '../../../ui/tab-mark.ts'
import { isFinal } from '../../cvm/logs/isFinal.ts'
import { LateLogTail } from '../../cvm/logs/lateTail.ts'
import { logSource, SERIAL } from '../../cvm/logs/source.ts'
import { BootCard } from '../../cvm/overview/BootCard.tsx'
import { EndpointsCard } from '../../cvm/overview/EndpointsCard.tsx'
import { shareAddress } from '../../cvm/share.ts'
import { problemOf } from '../../errors/problem-of.ts'
import { CvmStatus } from '../../status/CvmStatus.tsx'
import { statusInTitle } from '../../status/status-in-title.ts'
import { StepList } from '../StepList.tsx'
import { EndNotice } from './EndNotice.tsx'

/** After the commit: the CVM on its way up, live, and then where it answers. */
export function Deployed({ cvmId }: { cvmId: string }) {
  const { data: cvm, error, refetch, isFetching } = useCvmState(cvmId)
  const [params] = useSearchParams()
  useTabMark(cvm !== undefined && statusTone(cvm) === 'bad')
  return (
    <>
      <PageHeader title="Deploy a CVM" note={cvm && statusInTitle(cvm)} />
      <div className="flex min-w-0 flex-1 flex-col gap-x-8 gap-y-5 xl:flex-row">
        <StepList current="commit" locked />
        <div className="flex min-w-0 flex-1 flex-col gap-5">
          {params.get('answer') === 'lost' && (
            <Banner tone="info">
              The answer to the commit was lost on the way. The CVM was looked for and found: it was
              made once, and nothing was sent again.
            </Banner>
          )}
          {cvm ? (
            <>
              <div className="flex flex-wrap items-center justify-between gap-3">
                <div className="flex min-w-0 flex-wrap items-center gap-3">
                  <h2 className="text-xl font-semibold wrap-anywhere">{cvm.name}</h2>
                  <CvmStatus cvm={cvm} />
                </div>
                <div className="flex flex-wrap gap-2">
                  <CopyButton text={shareAddress(cvm)} label="Copy link" />
                  <LinkButton variant="primary" to={paths.cvm(cvm.id)}>
                    Open CVM
                  </LinkButton>
                </div>
              </div>
              <EndNotice cvm={cvm} />
              {isInTransition(cvm) && <BootCard cvm={cvm} />}
              {cvm.boot_error && (
                <ErrorPanel
                  problem={{
                    title: 'It did not boot',
                    why: cvm.boot_error,
                    next: 'The serial log below says how far it came.',
                  }}
                />
              )}
              {cvm.status === 'running' && !isInTransition(cvm) && <EndpointsCard cvm={cvm} />}
              <Card title="Serial log" flush>
                <div className="min-h-66">
                  <Suspense>
                    <LateLogTail
                      id={`${cvm.id} ${SERIAL}`}
                      open={(log, signal) =>
                        readLog({ id: cvm.id, source: logSource(SERIAL), ...log }, signal)
                      }
                      isFinal={isFinal}
                      failure={(failed) => (
                        <div className="p-3">
                          <ErrorPanel problem={problemOf(failed)} />
                        </div>
                      )}
                    />
                  </Suspense>
                </div>
              </Card>
            </>
          ) : error ? (
            <ErrorPanel
              problem={problemOf(error)}
              actions={
                <Button
                  size="sm"
                  icon="refresh"
                  pending={isFetching}
                  onClick={() => void refetch()}
                >
                  Try again
                </Button>
              }
            />
          ) : (
            <div role="status" aria-label="Reading the CVM">
              <SkeletonLines height="h-64" />
            </div>
          )}
        </div>
      </div>
    </>
  )
}
