import { useEffect, useEffectEvent, useState } from 'react'
import { type DevicePending, pollDeviceLogin } from '../../api/deviceLogin.ts'
import { Button } from '../../ui/Button.tsx'
import { buttonLook } from '../../ui/button-look.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { Icon } from '../../ui/Icon.tsx'
import type { Problem } from '../../ui/problem.ts'
import { Spinner } from '../../ui/Spinner.tsx'
import { problemOf } from '../errors/problem-of.ts'

/** Shows the code, leads to the vendor's page, and asks until it was confirmed there. */
export function DeviceWait({
  code,
  login,
  onSignedIn,
  onCancel,
  onAgain,
}: {
  code: DevicePending
  /** This tab's name for it. */
  login: string
  onSignedIn: (became: string) => void
  onCancel: () => void
  onAgain: () => void
}) {
  const problem = useConfirmation(code, login, onSignedIn)
  return (
    <div className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4">
      <p>Confirm this code on Phala Cloud’s page:</p>
      <div className="flex items-center gap-3">
        <output className="font-mono text-2xl font-semibold tracking-widest select-all">
          {code.user_code}
        </output>
        <CopyButton iconOnly label="Copy code" text={code.user_code} />
      </div>
      <a
        href={code.verification_uri_complete}
        target="_blank"
        rel="noopener noreferrer"
        className={buttonLook('primary', 'md')}
      >
        <Icon name="external" />
        Open Phala Cloud
        <span className="sr-only">(opens in a new tab)</span>
      </a>
      {problem ? (
        <ErrorPanel
          problem={problem}
          actions={
            <Button size="sm" onClick={onAgain}>
              Start again
            </Button>
          }
        />
      ) : (
        <p role="status" className="flex items-center gap-2 text-muted">
          <Spinner />
          Waiting for the confirmation…
        </p>
      )}
      <Button variant="quiet" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  )
}

const EXPIRED: Problem = {
  title: 'The code has expired',
  why: 'It was not confirmed in time.',
  next: 'Start again to get a new one.',
}

/** Polls as often as the server allows, until signed in, failed, expired or gone. One per code. */
function useConfirmation(
  code: DevicePending,
  login: string,
  onSignedIn: (became: string) => void,
): Problem | undefined {
  const [problem, setProblem] = useState<Problem>()
  const done = useEffectEvent(onSignedIn)
  useEffect(() => {
    const gone = new AbortController()
    const until = Date.now() + code.expires_in * 1000
    let pause = code.interval
    let timer: ReturnType<typeof setTimeout>

    const ask = async () => {
      try {
        const answer = await pollDeviceLogin(login, gone.signal)
        if (gone.signal.aborted) return
        if (answer.status === 'complete') return done(answer.became)
        pause = answer.interval
        if (Date.now() > until) setProblem(EXPIRED)
        else timer = setTimeout(() => void ask(), pause * 1000)
      } catch (error) {
        if (!gone.signal.aborted) setProblem(problemOf(error))
      }
    }
    timer = setTimeout(() => void ask(), pause * 1000)
    return () => {
      gone.abort()
      clearTimeout(timer)
    }
  }, [code, login])
  return problem
}
