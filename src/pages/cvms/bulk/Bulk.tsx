import { useState } from 'react'
import type { ActionId } from '../../../cvm/actions.ts'
import { actionOf } from '../../../cvm/actions.ts'
import type { CvmRow } from '../../../queries/cvmRow.ts'
import { BulkDialog } from './BulkDialog.tsx'
import { BulkReport } from './BulkReport.tsx'
import { BulkToolbar } from './BulkToolbar.tsx'
import { useBulk } from './useBulk.ts'

type BulkProps = {
  /** The selected rows that pass the filters: nothing out of sight is ever acted on. */
  chosen: readonly CvmRow[]
  /** How many more are selected and hidden by the filters. */
  hidden: number
  onSelect: (ids: ReadonlySet<string>) => void
}

/** What can be done to a selection, how far it has come, and what came of it. */
export default function Bulk({ chosen, hidden, onSelect }: BulkProps) {
  const [asking, setAsking] = useState<{ action: ActionId; cvms: readonly CvmRow[] }>()
  const bulk = useBulk()
  const begin = (action: ActionId) => {
    const cvms = chosen.filter((cvm) => actionOf(action).allowed(cvm))
    if (actionOf(action).dialog === 'none') bulk.start(action, chosen)
    else setAsking({ action, cvms })
  }
  return (
    <>
      {(chosen.length > 0 || bulk.run) && (
        <BulkToolbar
          chosen={chosen}
          hidden={hidden}
          run={bulk.run}
          onAction={begin}
          onStop={bulk.stop}
          onClear={() => onSelect(new Set())}
        />
      )}
      {bulk.report && (
        <BulkReport report={bulk.report} onRetry={bulk.retry} onDismiss={() => bulk.dismiss()} />
      )}
      {asking && (
        <BulkDialog
          action={asking.action}
          cvms={asking.cvms}
          onConfirm={() => {
            bulk.start(asking.action, chosen)
            setAsking(undefined)
          }}
          onCancel={() => setAsking(undefined)}
        />
      )}
    </>
  )
}
