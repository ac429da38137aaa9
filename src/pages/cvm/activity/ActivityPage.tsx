import { useState } from 'react'
import { isInTransition } from '../../../cvm/status.ts'
import { useCvm } from '../useCvm.ts'
import { CancelDialog } from './CancelDialog.tsx'
import { OperationsCard } from './OperationsCard.tsx'
import { UnderWayCard } from './UnderWayCard.tsx'

/** `/cvms/:cvmId/activity`: what is being done to it, and what was done before. */
export function Component() {
  const cvm = useCvm()
  // Here, so that the question stays when the operation ends while somebody reads it.
  const [cancelling, setCancelling] = useState<string>()
  return (
    <div className="flex flex-col gap-4">
      {isInTransition(cvm) && <UnderWayCard cvm={cvm} onCancel={setCancelling} />}
      <OperationsCard cvmId={cvm.id} />
      {cancelling !== undefined && (
        <CancelDialog cvm={cvm} what={cancelling} onClose={() => setCancelling(undefined)} />
      )}
    </div>
  )
}
