import { useQuery } from '@tanstack/react-query'
import { operationWord } from '../../../cvm/operationWords.ts'
import { statusWord } from '../../../cvm/status.ts'
import type { Cvm } from '../../../queries/cvmRow.ts'
import { operationStatusQuery } from '../../../queries/history.ts'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Hash } from '../../../ui/Hash.tsx'
import { KeyValue, KeyValueList } from '../../../ui/KeyValue.tsx'
import { Time } from '../../../ui/Time.tsx'
import { SlowNotice } from './SlowNotice.tsx'
import { StrongerActions } from './StrongerActions.tsx'

/** The operation under way, the gentle way to end it, and the two that cut through. */
export function UnderWayCard({
  cvm,
  onCancel,
}: {
  cvm: Cvm
  /** Asks for the operation to be given up; `what` is its name. */
  onCancel: (what: string) => void
}) {
  // What does not answer here is no hindrance: the CVM itself says most of it.
  const { data } = useQuery(operationStatusQuery(cvm.id))
  const type = data?.operation_type ?? cvm.operation_type
  const started = data?.operation_started_at ?? data?.started_at ?? cvm.progress?.started_at
  const correlation = data?.correlation_id ?? cvm.progress?.correlation_id
  const step = cvm.boot_progress ?? cvm.shutdown_progress ?? data?.task_status
  const what = type ? operationWord(type) : 'Operation'
  return (
    <Card
      title="Under way"
      actions={
        <Button size="sm" icon="cross" onClick={() => onCancel(what)}>
          Cancel operation
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <SlowNotice cvm={cvm} />
        <KeyValueList>
          <KeyValue term="Operation">{what}</KeyValue>
          <KeyValue term="Status">
            {[statusWord(cvm.status), step && statusWord(step)].filter(Boolean).join(', ')}
          </KeyValue>
          <KeyValue term="Ends in">
            {cvm.progress?.target && statusWord(cvm.progress.target)}
          </KeyValue>
          <KeyValue term="Began">{started && <Time at={started} />}</KeyValue>
          <KeyValue term="Correlation ID">
            {correlation && <Hash label="Correlation ID" value={correlation} />}
          </KeyValue>
        </KeyValueList>
        <div className="flex flex-wrap items-center gap-2">
          <span className="text-muted">If it hangs:</span>
          <StrongerActions cvm={cvm} />
        </div>
      </div>
    </Card>
  )
}
