import { type ReactNode, useEffect, useRef } from 'react'
import { CopyButton } from './CopyButton.tsx'
import { Disclosure } from './Disclosure.tsx'
import { ExternalLink } from './ExternalLink.tsx'
import { Icon } from './Icon.tsx'
import { type Problem, problemAsText } from './problem.ts'

export type ErrorPanelProps = {
  problem: Problem
  /** Ways on: Try again and the like. */
  actions?: ReactNode
  /** The panel takes the focus when it appears, for an error that somebody is waiting for. */
  focus?: boolean
}

/** One failure in full: what happened, why, what to do, and the raw response one click away. */
export function ErrorPanel({ problem, actions, focus = false }: ErrorPanelProps) {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (focus && problem) ref.current?.focus()
  }, [focus, problem])
  const { title, why, next, code, requestId, suggestions = [], links = [], raw } = problem

  return (
    <div
      ref={ref}
      role="alert"
      tabIndex={-1}
      className="flex gap-3 rounded-md border border-bad/40 bg-bad-soft p-3 text-ink"
    >
      <Icon name="warning" className="mt-0.5 text-bad" />
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        <p className="font-semibold">{title}</p>
        {why && <p className="wrap-anywhere">{why}</p>}
        {next && <p>{next}</p>}
        {suggestions.length > 0 && (
          <ul className="list-disc pl-5">
            {suggestions.map((suggestion) => (
              <li key={suggestion}>{suggestion}</li>
            ))}
          </ul>
        )}
        {links.map((link) => (
          <p key={link.url}>
            <ExternalLink href={link.url}>{link.label}</ExternalLink>
          </p>
        ))}
        {actions && <div className="mt-1 flex flex-wrap gap-2">{actions}</div>}
        {(code || requestId || raw) && (
          <Disclosure summary="Details" className="mt-1 text-sm">
            <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
              {code && <Detail term="Code" value={code} />}
              {requestId && <Detail term="Request ID" value={requestId} />}
            </dl>
            {raw && (
              <pre
                role="region"
                tabIndex={0}
                aria-label="Raw response"
                className="mt-2 max-h-48 overflow-auto rounded-sm bg-sunken p-2 whitespace-pre-wrap wrap-anywhere"
              >
                {raw}
              </pre>
            )}
            <div className="mt-2">
              <CopyButton text={problemAsText(problem)} label="Copy details" size="sm" />
            </div>
          </Disclosure>
        )}
      </div>
    </div>
  )
}

function Detail({ term, value }: { term: string; value: string }) {
  return (
    <>
      <dt className="text-muted">{term}</dt>
      <dd className="font-mono wrap-anywhere">{value}</dd>
    </>
  )
}
