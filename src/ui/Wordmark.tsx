/**
 * The sign of the console: an enclosure that opens at one corner only, its sealed core, and the
 * piece of evidence that leaves it. The name beside it is left out where `compact`.
 */
export function Wordmark({ compact = false }: { compact?: boolean }) {
  return (
    <span className="inline-flex items-center gap-2.5">
      <svg viewBox="0 0 32 32" aria-hidden="true" className="size-6 shrink-0 text-accent">
        <path
          d="M20 4.5H8A3.5 3.5 0 0 0 4.5 8v16A3.5 3.5 0 0 0 8 27.5h16a3.5 3.5 0 0 0 3.5-3.5V12"
          fill="none"
          stroke="currentColor"
          strokeWidth="3.2"
          strokeLinecap="square"
        />
        <path d="M11.5 11.5h9v9h-9zM24.5 3.5h4v4h-4z" fill="currentColor" />
      </svg>
      <span className={compact ? 'sr-only' : 'font-semibold tracking-[-0.005em] whitespace-nowrap'}>
        CVM Console
      </span>
    </span>
  )
}
