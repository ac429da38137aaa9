import { cx } from './class-names.ts'

/** A grey bar where text will be; give it the size of that text, of which a line is the least. Screen readers skip it. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        'inline-block min-h-[1em] max-w-full animate-pulse rounded-sm bg-line align-middle',
        className ?? 'w-24',
      )}
    />
  )
}
