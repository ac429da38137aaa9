import { Suspense, useRef } from 'react'
import { readLog } from '../../../api/logs.ts'
import type { CvmDetail } from '../../../contract/cvm.ts'
import type { Composition } from '../../../contract/observe.ts'
import { isInTransition } from '../../../cvm/status.ts'
import { paths } from '../../../paths.ts'
import { Card } from '../../../ui/Card.tsx'
import { ErrorPanel } from '../../../ui/ErrorPanel.tsx'
import { TextLink } from '../../../ui/TextLink.tsx'
import { useSeen } from '../../../ui/useSeen.ts'
import { NotRead } from '../../errors/NotRead.tsx'
import type { Reading } from '../../errors/OldNotice.tsx'
import { problemOf } from '../../errors/problem-of.ts'
import { isFinal } from '../logs/isFinal.ts'
import { LateLogTail } from '../logs/lateTail.ts'
import { logSource, SERIAL } from '../logs/source.ts'

/**
 * The last lines of what matters now: of the first container when it runs, of the boot when not. On a
 * phone that is two screens down: the log is followed when somebody comes near it.
 */
export function RecentLogCard({
  cvm,
  composition,
}: {
  cvm: CvmDetail
  composition: Reading & { data: Composition | undefined }
}) {
  const runs = cvm.status === 'running' && !isInTransition(cvm)
  const container = composition.data?.containers?.[0]?.names[0]?.replace(/^\//, '')
  const source = runs && container ? container : SERIAL
  const place = useRef<HTMLDivElement>(null)
  const seen = useSeen(place)
  return (
    <Card
      title="Recent log"
      flush
      actions={
        <>
          <span className="text-sm text-muted">
            {source === SERIAL ? 'serial console' : source}
          </span>
          <TextLink to={paths.cvm(cvm.id, 'logs', { source })}>All logs</TextLink>
        </>
      }
    >
      {runs && (
        <NotRead query={composition}>
          Its containers could not be read, so this is the serial console.
        </NotRead>
      )}
      <div ref={place} className="min-h-66">
        {seen && (
          <Suspense>
            <LateLogTail
              id={`${cvm.id} ${source}`}
              open={(params, signal) =>
                readLog({ id: cvm.id, source: logSource(source), ...params }, signal)
              }
              isFinal={isFinal}
              failure={(error) => (
                <div className="p-3">
                  <ErrorPanel problem={problemOf(error)} />
                </div>
              )}
            />
          </Suspense>
        )}
      </div>
    </Card>
  )
}
