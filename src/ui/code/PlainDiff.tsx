import { cx } from '../class-names.ts'
import { type DiffLine, lineDiff } from './line-diff.ts'

const MARK = { same: ' ', removed: '−', added: '+' } as const
const WORD = { same: '', removed: 'Removed: ', added: 'Added: ' } as const
const LOOK = { same: '', removed: 'bg-bad-soft', added: 'bg-good-soft' } as const

/** A comparison without an editor: one column, the words said for those who do not see the colours. */
export function PlainDiff({ before, after }: { before: string; after: string }) {
  const lines = lineDiff(before, after)
  return (
    <div
      role="group"
      aria-label="Lines that differ"
      tabIndex={0}
      className="h-full overflow-auto py-1 font-mono text-[13px]/5 -outline-offset-2"
    >
      <ol className="w-max min-w-full">
        {lines.map((line) => (
          <Line key={keyOf(line)} line={line} />
        ))}
      </ol>
    </div>
  )
}

function Line({ line }: { line: DiffLine }) {
  if (line.kind === 'gap') {
    return (
      <li className="px-3 py-0.5 text-muted">
        {line.count} unchanged {line.count === 1 ? 'line' : 'lines'}
      </li>
    )
  }
  return (
    <li className={cx('flex whitespace-pre', LOOK[line.kind])}>
      <span className="w-12 shrink-0 pr-2 text-right text-muted select-none" aria-hidden="true">
        {line.after ?? line.before}
      </span>
      <span className="w-5 shrink-0 select-none" aria-hidden="true">
        {MARK[line.kind]}
      </span>
      <span className="pr-3">
        <span className="sr-only">{WORD[line.kind]}</span>
        {line.text}
      </span>
    </li>
  )
}

const keyOf = (line: DiffLine): string =>
  line.kind === 'gap' ? `gap ${line.from}` : `${line.kind} ${line.before ?? ''} ${line.after ?? ''}`
