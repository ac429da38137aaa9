import { cx } from './class-names.ts'

/** How much of something is used, as a bar; `text` says it in words beside it, or above it. */
export function Meter({
  label,
  value,
  max,
  text,
  below = false,
}: {
  label: string
  value: number
  max: number
  text: string
  /** The bar stands below the words, so that bars among each other are equally long. */
  below?: boolean
}) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0
  const ink = share >= 0.9 ? 'text-bad' : share >= 0.75 ? 'text-warn' : 'text-accent'
  return (
    <div
      className={
        below ? 'flex flex-col-reverse gap-1' : 'flex flex-wrap items-center gap-x-3 gap-y-1'
      }
    >
      <svg
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
        aria-valuetext={text}
        viewBox="0 0 100 6"
        preserveAspectRatio="none"
        className={cx('h-1.5 min-w-32 rounded-full bg-line', ink, below ? 'w-full' : 'flex-1')}
      >
        <rect width={share * 100} height="6" fill="currentColor" />
      </svg>
      <span className="text-sm text-muted tabular-nums">{text}</span>
    </div>
  )
}
