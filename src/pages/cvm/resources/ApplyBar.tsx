import { isInTransition, statusWord } from '../../../cvm/status.ts'
import type { Cvm } from '../../../queries/cvmRow.ts'
import type { useCvmUpdate } from '../../../queries/updates.ts'
import { Button } from '../../../ui/Button.tsx'
import { ErrorPanel } from '../../../ui/ErrorPanel.tsx'
import { problemOf } from '../../errors/problem-of.ts'

/** The end of a form that changes a CVM: what it does to it, why it failed, and the button. */
export function ApplyBar({
  cvm,
  verb,
  update,
  error,
  nothing,
}: {
  cvm: Cvm
  verb: string
  update: Pick<ReturnType<typeof useCvmUpdate>, 'isPending' | 'wait' | 'cancel'>
  error: unknown
  /** Why there is nothing to send. */
  nothing: string | undefined
}) {
  const runs = cvm.status === 'running'
  const busy = isInTransition(cvm)
    ? `It is ${statusWord(cvm.status)}; wait until that is over.`
    : undefined
  return (
    <div className="flex flex-col gap-3">
      {error !== undefined && error !== null && <ErrorPanel problem={problemOf(error)} />}
      {update.wait && (
        <p role="status" className="flex flex-wrap items-center gap-2 text-muted">
          It is busy. Trying again in {Math.ceil(update.wait.waitMs / 1000)} s (
          {update.wait.attempt} of 5).
          <Button size="sm" onClick={update.cancel}>
            Stop trying
          </Button>
        </p>
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button
          type="submit"
          variant="primary"
          pending={update.isPending}
          disabledReason={update.isPending ? undefined : (busy ?? nothing)}
        >
          {runs ? `${verb} and restart` : verb}
        </Button>
        <p className="text-sm text-muted">
          {runs
            ? `${cvm.name} restarts: it does not answer until it has booted. Its disk stays.`
            : `${cvm.name} does not run; the change counts from its next start.`}
        </p>
      </div>
    </div>
  )
}
