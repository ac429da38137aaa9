import { shortSentence } from '../../api/sentence.ts'
import { ApiError } from '../../api/errors.ts'
import { Spinner } from '../../ui/Spinner.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import type { ReplicaResult } from './replication.ts'

/** What became of each replica that was asked for, in the order of asking. */
export function ReplicaResults({ results }: { results: readonly ReplicaResult[] }) {
  return (
    <ol
      aria-label="Replicas asked for"
      className="max-h-56 divide-y divide-line overflow-y-auto rounded-md border border-line"
    >
      {results.map((result, at) => (
        <li key={at} className="flex items-start gap-2.5 px-3 py-1.5">
          <span className="w-5 shrink-0 text-right text-muted tabular-nums">{at + 1}</span>
          <span className="flex h-5.5 items-center">
            {result.state === 'asking' ? <Spinner /> : <StatusMark tone={TONE[result.state]} />}
          </span>
          <span className="min-w-0 flex-1 wrap-anywhere">{words(result)}</span>
        </li>
      ))}
    </ol>
  )
}

const TONE = {
  waiting: 'idle',
  made: 'good',
  approval: 'busy',
  refused: 'bad',
  unknown: 'unknown',
} as const

function words(result: ReplicaResult): string {
  switch (result.state) {
    case 'waiting':
      return 'not asked for'
    case 'asking':
      return 'asking…'
    case 'made':
      if (result.answer === 'lost') return 'made: its answer was lost, but the replica is there'
      return result.where ? `made on ${result.where}` : 'made'
    case 'approval':
      return 'waits for its contract'
    case 'refused':
      return `refused: ${why(result.error)}`
    case 'unknown':
      return `not known: ${why(result.error)} No new replica is to be seen.`
  }
}

const why = (error: unknown) => (error instanceof ApiError ? shortSentence(error) : String(error))
