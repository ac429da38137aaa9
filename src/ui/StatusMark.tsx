import { cx } from './class-names.ts'

/** What a mark means in general; pages decide which of their states it stands for. */
export type Tone = 'good' | 'busy' | 'warn' | 'bad' | 'idle' | 'unknown'

const TEXT = {
  good: 'text-good',
  busy: 'text-busy',
  warn: 'text-warn',
  bad: 'text-bad',
  idle: 'text-muted',
  unknown: 'text-muted',
} as const satisfies Record<Tone, string>

/** The text colour of a tone, readable on every ground. */
export const toneText = (tone: Tone): string => TEXT[tone]

/**
 * One shape per tone, so that nobody needs to tell colours apart: full disc, turning arc, flag,
 * triangle, hollow square, question mark. Goes in front of the word, never instead of it.
 */
export function StatusMark({ tone, className }: { tone: Tone; className?: string }) {
  return (
    <svg
      viewBox="0 0 12 12"
      aria-hidden="true"
      focusable="false"
      className={cx(
        'size-3 shrink-0 overflow-visible',
        TEXT[tone],
        tone === 'busy' && 'animate-spin',
        className,
      )}
    >
      {SHAPES[tone]}
    </svg>
  )
}

const stroke = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.6,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const

const SHAPES = {
  good: <circle cx="6" cy="6" r="4.2" fill="currentColor" />,
  busy: (
    <>
      <circle cx="6" cy="6" r="4.4" {...stroke} opacity="0.3" />
      <path d="M6 1.6a4.4 4.4 0 0 1 4.4 4.4" {...stroke} />
    </>
  ),
  warn: <path d="M2.5 11V1.5h7L7.5 4.2l2 2.8h-7" {...stroke} />,
  bad: <path d="M6 1.2 11.3 10.7H.7z" fill="currentColor" />,
  idle: <path d="M2.3 2.3h7.4v7.4H2.3z" {...stroke} />,
  unknown: <path d="M4 4.2A2 2 0 1 1 6 6.4v1M6 9.9h.01" {...stroke} />,
} as const satisfies Record<Tone, unknown>
