/**
 * The sign of the console: an enclosure that opens at one corner only, its sealed core, and the
 * piece of evidence that leaves it. The name beside it is left out where `compact`.
 */
export function Wordmark({ compact = false }: { compact?: boolean }) {
  return (
    <span className="inline-flex items-center gap-2.5">
      <svg viewBox="0 0 32 32" aria-hidden="true" className="size-6 shrink-0 text-accent">
        <path
          d="M20 4.500H8A3.500 3.500 0 0 0 4.500 8v16A3.500 3.500 0 0 0 8 27.500h16a3.500 3.500 0 0 0 3.500-3.500V12"
          fill="none"
          stroke="currentColor"
          strokeWidth="3.2"
          strokeLinecap="square"
        />
        <path d="M11.500 11.500h9v9h-9zM24.500 3.500h4v4h-4z" fill="currentColor" />
      </svg>
      <span className={compact ? 'sr-only' : 'font-semibold tracking-[-0.005em] whitespace-nowrap'}>
        CVM Console
      </span>
    </span>
  )
}
