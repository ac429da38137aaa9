import { CLOCK, type Claim } from '../../trust/claim.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx'
import { StatusMark, toneText } from '../../ui/StatusMark.tsx'
import { cx } from '../../ui/class-names.ts'
import { toneOf, WORD_OF } from './verdict-look.ts'

/** One claim: its verdict in words, what exactly that says, and behind a disclosure what was compared. */
export function ClaimRow({ claim, clock }: { claim: Claim; clock: string }) {
  const tone = toneOf(claim)
  return (
    <li className="grid gap-x-5 gap-y-1 border-t border-line px-4 py-3 first:border-t-0 @min-[36rem]:grid-cols-[12.5rem_minmax(0,1fr)]">
      <p className={cx('flex items-baseline gap-2 text-sm font-medium', toneText(tone))}>
        <StatusMark tone={tone} className="translate-y-px" />
        {sentenceCase(WORD_OF[claim.verdict])}
      </p>
      <div className="min-w-0">
        <h3 className="font-medium">{claim.title}</h3>
        <p className="text-muted wrap-anywhere">{claim.summary}</p>
        <Disclosure
          summary={
            <>
              <span>Evidence</span>
              <VisuallyHidden> of: {claim.title}</VisuallyHidden>
            </>
          }
          className="mt-1 text-sm text-muted"
        >
          <dl className="grid gap-x-4 gap-y-1 @min-[42rem]:grid-cols-[12rem_minmax(0,1fr)]">
            {claim.evidence.map(({ label, value }) => (
              <Line key={label} label={label} value={value} mono />
            ))}
            <Line label="Checked by" value={claim.checked_by} />
            <Line label="Trust root" value={claim.trust_root} />
            {!claim.evidence.some(({ label }) => label === CLOCK) && (
              <Line label={CLOCK} value={clock} />
            )}
          </dl>
          {claim.command && (
            <div className="mt-2 flex flex-wrap items-center gap-2">
              <code className="min-w-0 rounded-sm bg-sunken px-2 py-1 wrap-anywhere text-ink">
                {claim.command}
              </code>
              <CopyButton size="sm" text={claim.command} label="Copy command" />
            </div>
          )}
        </Disclosure>
      </div>
    </li>
  )
}

function Line({ label, value, mono = false }: { label: string; value: string; mono?: boolean }) {
  return (
    <>
      <dt className="text-muted @max-[42rem]:not-first:mt-1">{label}</dt>
      <dd className={cx('min-w-0 text-ink wrap-anywhere', mono && 'font-mono')}>{value}</dd>
    </>
  )
}

const sentenceCase = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
