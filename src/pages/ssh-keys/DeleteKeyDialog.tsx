import type { SshKey } from '../../contract/sshKeys.ts'
import { useDeleteSshKey } from '../../queries/sshKeys.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { toast } from '../../ui/toast.ts'
import { problemOf } from '../errors/problem-of.ts'

/** Asks before a key leaves the account, and says what that does not undo. */
export function DeleteKeyDialog({ sshKey, onClose }: { sshKey: SshKey; onClose: () => void }) {
  const remove = useDeleteSshKey()
  return (
    <ConfirmDialog
      title={`Delete ${sshKey.name}?`}
      verb="Delete"
      pending={remove.isPending}
      error={remove.error ? problemOf(remove.error) : undefined}
      onCancel={onClose}
      onConfirm={() =>
        remove.mutate(
          { id: sshKey.id },
          {
            onSuccess: () => {
              toast.done(`SSH key ${sshKey.name} deleted`)
              onClose()
            },
          },
        )
      }
    >
      <p>
        The key leaves your account. CVMs that were deployed with it still let it in: take it out of
        each of them as well.
      </p>
      <p className="mt-2 font-mono text-sm text-muted wrap-anywhere">{sshKey.fingerprint}</p>
    </ConfirmDialog>
  )
}
