import { mayHaveArrived } from '../../api/errors.ts'
import { isInTransition, statusWord } from '../../cvm/status.ts'
import type { Update } from '../../cvm/code/update.ts'
import type { Cvm } from '../../queries/cvmRow.ts'
import type { useCvmUpdate } from '../../queries/updates.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { problemOf } from '../errors/problem-of.ts'
import { ShowAsCode } from '../code/ShowAsCode.tsx'
import { RetryWait } from '../actions/RetryWait.tsx'

type ApplyBarProps = {
  cvm: Cvm
  verb: string
  update: Pick<ReturnType<typeof useCvmUpdate>, 'isPending' | 'wait' | 'cancel'>
  error: unknown
  /** Why there is nothing to send. */
  nothing: string | undefined
  /** What would be sent, for other clients. */
  code: Update
  /** What is asked for is what the server has: tells, after a lost answer, that it arrived. */
  same?: boolean
  /** It takes effect at once, and nothing restarts. */
  atOnce?: boolean
}

/** The end of a form that changes a CVM: what it does to it, why it failed, and the button. */
export function ApplyBar(props: ApplyBarProps) {
  const { cvm, verb, update, error, nothing, code, same = false, atOnce = false } = props
  const restarts = cvm.status === 'running' && !atOnce
  const busy =
    isInTransition(cvm) && !atOnce
      ? `It is ${statusWord(cvm.status)}; wait until that is over.`
      : undefined
  const failed = error !== undefined && error !== null
  const arrived = failed && mayHaveArrived(error) && same
  return (
    <div className="flex flex-col gap-3">
      {arrived && (
        <Banner tone="info">The answer was lost on the way, but the change has arrived.</Banner>
      )}
      {failed && !arrived && <ErrorPanel problem={problemOf(error)} />}
      {update.wait && <RetryWait wait={update.wait} onCancel={update.cancel} />}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button
          type="submit"
          variant="primary"
          pending={update.isPending}
          disabledReason={update.isPending ? undefined : (busy ?? nothing)}
        >
          {restarts ? `${verb} and restart` : verb}
        </Button>
        <ShowAsCode cvm={cvm} update={nothing === undefined ? code : undefined} />
        <p className="min-w-0 text-sm wrap-anywhere text-muted">
          {restarts
            ? `${cvm.name} restarts: it does not answer until it has booted. Its disk stays.`
            : atOnce
              ? 'Takes effect at once; nothing restarts.'
              : `${cvm.name} does not run; the change counts from its next start.`}
        </p>
      </div>
    </div>
  )
}
