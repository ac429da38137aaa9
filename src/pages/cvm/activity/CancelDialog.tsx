import { statusWord } from '../../../cvm/status.ts'
import type { Cvm } from '../../../queries/cvmRow.ts'
import { useCancelOperation } from '../../../queries/history.ts'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { toast } from '../../../ui/toast.ts'
import { problemOf } from '../../errors/problem-of.ts'

/** Asks before what is under way is given up, and says in what state that may leave the CVM. */
export function CancelDialog({
  cvm,
  what,
  onClose,
}: {
  cvm: Cvm
  /** The operation, in words. */
  what: string
  onClose: () => void
}) {
  const { mutate, isPending, error } = useCancelOperation(cvm.id)
  const target = cvm.progress?.target
  return (
    <ConfirmDialog
      title={`Cancel the operation of ${cvm.name}?`}
      verb="Cancel operation"
      keep="Let it go on"
      pending={isPending}
      error={error ? problemOf(error) : undefined}
      onCancel={onClose}
      onConfirm={() =>
        mutate(undefined, {
          onSuccess: (cancelled) => {
            if (cancelled) toast.done(`Operation of ${cvm.name} cancelled`)
            else {
              toast.info(`Too late to cancel the operation of ${cvm.name}`, {
                detail: 'It goes on, or is over already.',
              })
            }
            onClose()
          },
        })
      }
    >
      <p>
        {what}
        {target ? `, on the way to ${statusWord(target)},` : ''} is given up where it is. What it
        has done so far is not taken back: {cvm.name} may be left stopped, or with a change written
        down that counts from its next start. Its disk stays. Once its power is off it cannot be
        cancelled any more.
      </p>
    </ConfirmDialog>
  )
}
