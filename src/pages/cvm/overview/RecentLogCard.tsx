import { readLog } from '../../../api/logs.ts'
import type { CvmDetail } from '../../../contract/cvm.ts'
import { isInTransition } from '../../../cvm/status.ts'
import { paths } from '../../../paths.ts'
import { Card } from '../../../ui/Card.tsx'
import { ErrorPanel } from '../../../ui/ErrorPanel.tsx'
import { TextLink } from '../../../ui/TextLink.tsx'
import { problemOf } from '../../errors/problem-of.ts'
import { LogTail } from '../logs/LogTail.tsx'
import { isFinal } from '../logs/LogsPage.tsx'
import { logSource, SERIAL } from '../logs/source.ts'

/** The last lines of what matters now: of the first container when it runs, of the boot when not. */
export function RecentLogCard({
  cvm,
  container,
}: {
  cvm: CvmDetail
  container: string | undefined
}) {
  const source = cvm.status === 'running' && !isInTransition(cvm) && container ? container : SERIAL
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
      <LogTail
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
    </Card>
  )
}
