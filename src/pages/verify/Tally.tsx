import type { Claim } from '../../trust/claim.ts'
import { StatusMark } from '../../ui/StatusMark.tsx'
import { tallyOf, toneOf, toneOfVerdict, WORD_OF } from './verdict-look.ts'

/** How many claims came out how: never one verdict over all of them. */
export function Tally({ claims }: { claims: readonly Claim[] }) {
  const cautions = claims.filter((claim) => toneOf(claim) === 'warn').length
  return (
    <ul aria-label="Verdicts" className="flex flex-wrap gap-x-5 gap-y-1">
      {tallyOf(claims).map(({ verdict, count }) => (
        <li key={verdict} className="inline-flex items-center gap-2">
          <StatusMark tone={toneOfVerdict(verdict)} />
          <span>
            <span className="font-semibold tabular-nums">{count}</span> {WORD_OF[verdict]}
          </span>
        </li>
      ))}
      {cautions > 0 && (
        <li className="inline-flex items-center gap-2">
          <StatusMark tone="warn" />
          <span>
            <span className="font-semibold tabular-nums">{cautions}</span>{' '}
            {cautions === 1 ? 'needs' : 'need'} a second look
          </span>
        </li>
      )}
    </ul>
  )
}
