import type { Claim } from '../../trust/claim.ts'
import { StatusMark } from '../../ui/StatusMark.tsx'
import { tallyOf, toneOfVerdict } from './verdict-look.ts'

/** How many claims came out how: never one verdict over all of them. */
export function Tally({ claims }: { claims: readonly Claim[] }) {
  return (
    <ul aria-label="Verdicts" className="flex flex-wrap gap-x-5 gap-y-1">
      {tallyOf(claims).map(({ verdict, count }) => (
        <li key={verdict} className="inline-flex items-center gap-2">
          <StatusMark tone={toneOfVerdict(verdict)} />
          <span>
            <span className="font-semibold tabular-nums">{count}</span> {verdict}
          </span>
        </li>
      ))}
    </ul>
  )
}
