import { actionOf, whyNot } from '../../../cvm/actions.ts'
import type { Cvm } from '../../../queries/cvmRow.ts'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { ACTION_ICON } from '../../actions/action-icon.ts'
import { useActions } from '../../actions/actions-context.ts'

const WHAT = {
  stop: 'Switches the machine off like pulling its plug. What was not written to disk is lost.',
  force_restart: 'The same, and boots it again.',
  delete: 'The CVM, its disk and its public addresses go, and nothing brings them back.',
} as const

/** What cannot be taken back, each behind its question. */
export function DangerZone({ cvm }: { cvm: Cvm }) {
  const { run, pending } = useActions()
  const asked = pending(cvm.id)
  return (
    <Card title="Danger zone" flush>
      <ul className="divide-y divide-line">
        {(['stop', 'force_restart', 'delete'] as const).map((id) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
            <p className="max-w-2xl min-w-0 flex-1 basis-64">{WHAT[id]}</p>
            <Button
              variant={id === 'delete' ? 'danger' : 'secondary'}
              icon={ACTION_ICON[id]}
              pending={asked === id}
              disabledReason={whyNot(actionOf(id), cvm)}
              onClick={() => run(id, cvm)}
            >
              {actionOf(id).label}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  )
}
