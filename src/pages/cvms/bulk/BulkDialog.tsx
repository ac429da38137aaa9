import { type ActionId, actionOf } from '../../../cvm/actions.ts'
import type { CvmRow } from '../../../queries/cvmRow.ts'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'

/** So many are named; nobody reads thousands. */
const NAMED = 200

/** Asks once for all of them, by name. A delete wants their number typed. */
export function BulkDialog({
  action: id,
  cvms,
  onConfirm,
  onCancel,
}: {
  action: ActionId
  cvms: readonly CvmRow[]
  onConfirm: () => void
  onCancel: () => void
}) {
  const action = actionOf(id)
  const many = cvms.length === 1 ? '1 CVM' : `${cvms.length} CVMs`
  const disk = cvms.reduce((sum, cvm) => sum + (cvm.resource.disk_in_gb ?? 0), 0)
  return (
    <ConfirmDialog
      title={`${action.label} ${many}?`}
      verb={action.label}
      pending={false}
      error={undefined}
      onConfirm={onConfirm}
      onCancel={onCancel}
      {...(action.dialog === 'type_name' && {
        typed: { label: `Type ${cvms.length} to confirm`, text: String(cvms.length) },
      })}
    >
      <p>
        {action.dialog === 'type_name'
          ? `Their disks, ${disk} GB in all, and everything on them are lost for good, and their public URLs stop answering.`
          : 'They stop at once, as if the power failed: what they hold in memory is lost, and unfinished writes to their disks may be.'}
      </p>
      <ul
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
        tabIndex={0}
        aria-label="CVMs concerned"
        className="mt-3 max-h-48 overflow-y-auto rounded-md border border-line bg-sunken px-3 py-2 font-mono text-sm"
      >
        {cvms.slice(0, NAMED).map((cvm) => (
          <li key={cvm.id} className="wrap-anywhere">
            {cvm.name}
          </li>
        ))}
        {cvms.length > NAMED && <li>and {cvms.length - NAMED} more</li>}
      </ul>
    </ConfirmDialog>
  )
}
