import type { ReactNode } from 'react'
import { cx } from './class-names.ts'
import type { Tone } from './StatusMark.tsx'

const LOOK = {
  good: 'bg-good-soft text-good',
  busy: 'bg-busy-soft text-busy',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
  idle: 'bg-sunken text-muted',
  unknown: 'bg-sunken text-muted',
} as const satisfies Record<Tone, string>

/** A short word on a tint, for kinds and counts. A status wants a StatusMark in it as well. */
export function Badge({ tone = 'idle', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={cx(
        'inline-flex items-center gap-1 rounded-sm px-1.5 text-xs leading-5 font-medium',
        LOOK[tone],
      )}
    >
      {children}
    </span>
  )
}
