import type { Problem, TextEdit } from '../../compose/problem.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { ExternalLink } from '../../ui/ExternalLink.tsx'
import { Icon, type IconName } from '../../ui/Icon.tsx'
import type { ComposeCheck } from './useComposeCheck.ts'
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx'

const LOOK = {
  error: ['warning', 'text-bad', 'Error'],
  warning: ['info', 'text-warn', 'Warning'],
  hint: ['info', 'text-muted', 'Hint'],
} as const satisfies Record<Problem['severity'], readonly [IconName, string, string]>

/** Everything that was found in the file, each with its line, its reason and, where there is one, its fix. */
export function Problems({
  check: { problems, pending },
  isEmpty,
  onGo,
  onFix,
}: {
  check: Pick<ComposeCheck, 'problems' | 'pending'>
  isEmpty: boolean
  onGo: (problem: Problem) => void
  onFix: (edits: readonly TextEdit[]) => void
}) {
  return (
    <Card
      title="Problems"
      flush
      actions={<Counts problems={problems} none={!isEmpty && !pending} />}
    >
      {problems.length === 0 ? (
        <p className="p-4 text-muted">
          {isEmpty
            ? 'What the file says is checked while you type.'
            : pending
              ? 'Checking the file…'
              : 'None found.'}
        </p>
      ) : (
        <ul aria-label="Problems" className="max-h-80 divide-y divide-line overflow-y-auto">
          {problems.map((problem) => (
            <Item
              key={`${problem.rule} ${problem.line} ${problem.column} ${problem.message}`}
              problem={problem}
              pending={pending}
              onGo={onGo}
              onFix={onFix}
            />
          ))}
        </ul>
      )}
    </Card>
  )
}

function Item({
  problem,
  pending,
  onGo,
  onFix,
}: {
  problem: Problem
  /** The text has gone on: what the fix replaces may be somewhere else by now. */
  pending: boolean
  onGo: (problem: Problem) => void
  onFix: (edits: readonly TextEdit[]) => void
}) {
  const [icon, ink, word] = LOOK[problem.severity]
  const { fix } = problem
  return (
    <li className="grid grid-cols-[auto_1fr] items-start gap-x-3 gap-y-1.5 px-4 py-2 sm:grid-cols-[auto_1fr_auto]">
      <Icon name={icon} className={`mt-0.75 ${ink}`} />
      <div className="min-w-0">
        <button
          type="button"
          aria-keyshortcuts="F8"
          title="F8 in the editor goes to the next problem"
          className="rounded-sm text-left wrap-anywhere hover:underline"
          onClick={() => onGo(problem)}
        >
          <span className={`font-medium ${ink}`}>{word}</span>{' '}
          <span className="text-muted tabular-nums">Line {problem.line}:</span> {problem.message}
        </button>
        <p className="text-sm text-muted wrap-anywhere">
          {problem.why}{' '}
          <ExternalLink href={problem.link}>
            Read more<VisuallyHidden> about line {problem.line}</VisuallyHidden>
          </ExternalLink>
        </p>
      </div>
      {fix && (
        <Button
          size="sm"
          className="col-start-2 justify-self-start sm:col-start-3"
          disabledReason={pending ? 'Checking the file…' : undefined}
          onClick={() => onFix(fix.edits)}
        >
          {fix.title}
        </Button>
      )}
    </li>
  )
}

const COUNTED = [
  ['error', (count: number) => `${count} error${count === 1 ? '' : 's'}`],
  ['warning', (count: number) => `${count} warning${count === 1 ? '' : 's'}`],
  ['hint', (count: number) => `${count} hint${count === 1 ? '' : 's'}`],
] as const

/** `none`: that there are none is known, and is news to whoever has just mended the last. */
function Counts({ problems, none }: { problems: readonly Problem[]; none: boolean }) {
  const words = COUNTED.flatMap(([severity, words]) => {
    const count = problems.filter((problem) => problem.severity === severity).length
    return count === 0 ? [] : [words(count)]
  })
  return (
    <span role="status" className="text-sm text-muted">
      {words.join(', ')}
      {none && words.length === 0 && <VisuallyHidden>No problems</VisuallyHidden>}
    </span>
  )
}
