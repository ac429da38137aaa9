import { memo, type ReactNode } from 'react'
import { cx } from '../../../ui/class-names.ts'
import { plainText } from './ansi.ts'
import { jsonLine } from './jsonLine.ts'
import type { LogLine } from './logBuffer.ts'
import { segments } from './segments.ts'

const LEVEL_LOOK = new Map<string, string>(
  Object.entries({
    warn: 'text-warn',
    warning: 'text-warn',
    error: 'text-bad',
    fatal: 'text-bad',
    critical: 'text-bad',
  }),
)

/** One line: its number, a mark when it came from stderr, and its text. */
export const LogRow = memo(function LogRow({
  line,
  query,
  current,
  wrap,
  readable,
  numbered = true,
}: {
  line: LogLine
  query: string
  /** The search stands on this line. */
  current: boolean
  wrap: boolean
  /** JSON lines taken apart into level, message and fields. */
  readable: boolean
  numbered?: boolean
}) {
  return (
    <div
      data-line={line.n}
      className={cx('flex gap-3 px-3 leading-5', current && 'bg-accent-soft')}
    >
      {numbered && (
        <span className="w-13 shrink-0 text-right text-muted tabular-nums select-none">
          {line.n + 1}
        </span>
      )}
      <span className="w-6 shrink-0 text-warn select-none">
        {line.channel === 'stderr' && <abbr title="standard error">err</abbr>}
      </span>
      <span className={wrap ? 'min-w-0 whitespace-pre-wrap wrap-anywhere' : 'whitespace-pre'}>
        <LineText text={line.text} query={query} readable={readable} />
      </span>
    </div>
  )
})

function LineText({ text, query, readable }: { text: string; query: string; readable: boolean }) {
  const json = readable ? jsonLine(plainText(text)) : undefined
  if (!json) return <Segments text={text} query={query} />
  return (
    <>
      {json.time && <span className="text-muted">{json.time} </span>}
      {json.level && (
        <span className={cx('font-semibold', LEVEL_LOOK.get(json.level.toLowerCase()))}>
          {json.level.toUpperCase()}{' '}
        </span>
      )}
      <Segments text={json.message} query={query} />
      {json.fields.map(([key, value]) => (
        <span key={key}>
          {' '}
          <span className="text-muted">{key}=</span>
          <Segments text={value} query={query} />
        </span>
      ))}
    </>
  )
}

function Segments({ text, query }: { text: string; query: string }) {
  // The text of a line never changes, so neither does the order of its segments.
  return segments(text, query).map((segment, at): ReactNode => {
    const inner = segment.hit ? (
      // oxlint-disable-next-line react/no-array-index-key
      <mark key={at} className="rounded-xs bg-warn-soft text-warn outline outline-warn/40">
        {segment.text}
      </mark>
    ) : (
      segment.text
    )
    return segment.href ? (
      <a
        // oxlint-disable-next-line react/no-array-index-key
        key={at}
        href={segment.href}
        target="_blank"
        rel="noopener noreferrer"
        className={cx(segment.className, 'underline underline-offset-2')}
      >
        {inner}
      </a>
    ) : segment.className ? (
      // oxlint-disable-next-line react/no-array-index-key
      <span key={at} className={segment.className}>
        {inner}
      </span>
    ) : (
      inner
    )
  })
}
