import { type ReactNode, useState } from 'react'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { problemOf } from '../../errors/problem-of.ts'
import { MAX_LINES } from './logBuffer.ts'
import { downloadText } from './downloadText.ts'
import { LogSearch } from './LogSearch.tsx'
import { LogToolbar } from './LogToolbar.tsx'
import { LogView } from './LogView.tsx'
import { type OpenLog, useLogStream } from './useLogStream.ts'

/** How many lines are asked for at first; what comes later is added. */
const TAIL = 10_000

/** A log with its tools: the logs tab shows it, and the wizard while a CVM boots. */
export function LogPanel({
  id,
  open,
  source,
  fileName,
  isFinal,
  failure,
  className = 'h-[max(24rem,calc(100dvh-19rem))]',
}: {
  /** Names what is shown; another id starts another log. */
  id: string
  open: OpenLog
  source?: ReactNode
  /** Of the download, without its ending. */
  fileName: string
  /** Which failures are not worth another try. */
  isFinal: (error: unknown) => boolean
  /** Draws a failure that was final. */
  failure: (error: unknown, retry: () => void) => ReactNode
  className?: string
}) {
  const { view: live, buffer, connection, retry } = useLogStream(id, open, TAIL, isFinal)
  const [follow, setFollow] = useState(true)
  const [paused, setPaused] = useState<{ id: string; view: typeof live }>()
  const [wrap, setWrap] = useState(false)
  const [readable, setReadable] = useState(true)
  const [current, setCurrent] = useState<number>()
  // A pause is of one log: another source is read from its beginning on.
  const frozen = paused?.id === id ? paused.view : undefined
  const view = frozen ?? live

  const { matches } = live
  const search = (text: string) => {
    setCurrent(undefined)
    buffer.search(text)
  }
  const step = (by: 1 | -1) => {
    const { matches } = buffer.view()
    if (matches.count === 0) return
    const place = current === undefined ? -1 : matches.placeOf(current)
    const next = place < 0 ? (by > 0 ? 0 : matches.count - 1) : place + by
    setFollow(false)
    setCurrent(matches.at((next + matches.count) % matches.count))
  }

  return (
    <div
      className={`flex min-w-0 flex-col overflow-hidden rounded-lg border border-line bg-surface ${className}`}
    >
      <LogToolbar
        source={source}
        search={
          <LogSearch
            query={live.query}
            at={current === undefined ? 0 : matches.placeOf(current) + 1}
            total={matches.count}
            onQuery={search}
            onStep={step}
          />
        }
        follow={follow}
        paused={frozen !== undefined}
        waiting={frozen ? live.end - frozen.end : 0}
        wrap={wrap}
        readable={readable}
        onFollow={() => setFollow(!follow)}
        onPause={() => setPaused(frozen ? undefined : { id, view: live })}
        onWrap={() => setWrap(!wrap)}
        onReadable={() => setReadable(!readable)}
        onDownload={() => downloadText(`${fileName}.log`, buffer.text())}
      />
      {view.first > 0 && (
        <p className="border-t border-line px-3 py-1 text-sm text-warn">
          {view.first.toLocaleString()} older lines were dropped; the last{' '}
          {MAX_LINES.toLocaleString()} are kept.
        </p>
      )}
      {connection.state === 'lost' && (
        <div className="border-t border-line p-2">
          <Banner
            tone="warn"
            icon="offline"
            actions={
              <Button size="sm" onClick={retry}>
                Load again
              </Button>
            }
          >
            <p>{view.end > 0 ? CUT_OFF : NOT_READ}</p>
            <p className="text-sm text-muted">{problemOf(connection.error).title}</p>
          </Banner>
        </div>
      )}
      {connection.state === 'failed' ? (
        <div className="border-t border-line p-3">{failure(connection.error, retry)}</div>
      ) : view.end === 0 && connection.state !== 'lost' ? (
        <div className="flex-1 border-t border-line bg-sunken">
          {connection.state === 'connecting' ? (
            <div role="status" aria-label="Loading the log" className="flex flex-col gap-2 p-3">
              <Skeleton className="w-2/3" />
              <Skeleton className="w-1/2" />
              <Skeleton className="w-3/5" />
            </div>
          ) : (
            <EmptyState title="Nothing logged yet">
              Lines appear here as soon as something is written.
            </EmptyState>
          )}
        </div>
      ) : (
        <LogView
          view={view}
          query={live.query}
          current={current}
          wrap={wrap}
          readable={readable}
          follow={follow && !frozen}
          onLeaveEnd={() => setFollow(false)}
          onReachEnd={() => frozen || setFollow(true)}
        />
      )}
      {/* A count of lines that is said with every line would be all that is heard. */}
      <p role="status" className="sr-only">
        {connection.state === 'ended'
          ? 'The log has ended.'
          : connection.state === 'lost' && (view.end > 0 ? CUT_OFF : NOT_READ)}
      </p>
      <p className="border-t border-line px-3 py-1 text-sm text-muted">
        {view.end === 0 && UNREAD[connection.state]
          ? UNREAD[connection.state]
          : `${(view.end - view.first).toLocaleString()} lines${
              frozen ? ', paused' : STATE_WORD[connection.state]
            }`}
      </p>
    </div>
  )
}

// What is seen of a lost log is heard too.
const CUT_OFF = 'The log was cut off. Trying again…'
const NOT_READ = 'The log could not be read. Trying again…'

/** As long as nothing was read, there is no number of lines. */
const UNREAD: Partial<Record<string, string>> = {
  connecting: 'connecting',
  lost: 'not read',
  failed: 'not read',
}

const STATE_WORD = {
  connecting: ', connecting',
  live: ', live',
  ended: ', ended',
  lost: ', cut off',
  failed: '',
} as const
