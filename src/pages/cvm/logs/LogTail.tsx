import './ansi.css'
import type { ReactNode } from 'react'
import { Button } from '../../../ui/Button.tsx'
import { problemOf } from '../../errors/problem-of.ts'
import { LogRow } from './LogRow.tsx'
import { type OpenLog, useLogStream } from './useLogStream.ts'

const LINES = 12

/** The end of a log in a fixed place, without tools. */
export function LogTail({
  id,
  open,
  isFinal,
  failure,
}: {
  id: string
  open: OpenLog
  isFinal: (error: unknown) => boolean
  failure: (error: unknown) => ReactNode
}) {
  const { view, connection, retry } = useLogStream(id, open, LINES, isFinal)
  if (connection.state === 'failed') return failure(connection.error)
  const from = Math.max(view.first, view.end - LINES)
  const lines = Array.from({ length: view.end - from }, (_, at) => view.line(from + at))
  return (
    <div
      role="log"
      aria-label="Recent log lines"
      aria-live="off"
      tabIndex={0}
      className="h-66 overflow-auto rounded-b-lg bg-sunken py-2 font-mono text-[0.8125rem] -outline-offset-2"
    >
      {lines.map(
        (line) =>
          line && (
            <LogRow
              key={line.n}
              line={line}
              query=""
              current={false}
              wrap={false}
              readable
              numbered={false}
            />
          ),
      )}
      {view.end > 0 ? null : connection.state === 'lost' ? (
        <p className="flex flex-wrap items-center gap-2 px-3 font-sans text-warn">
          <span>The log could not be read. Trying again…</span>
          <span className="text-muted">{problemOf(connection.error).title}</span>
          <Button size="sm" icon="refresh" onClick={retry}>
            Try again
          </Button>
        </p>
      ) : (
        <p className="px-3 font-sans text-muted">
          {connection.state === 'connecting' ? 'Loading…' : 'Nothing logged yet.'}
        </p>
      )}
    </div>
  )
}
