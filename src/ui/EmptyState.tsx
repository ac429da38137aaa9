import type { ReactNode } from 'react'

/** Nothing here, what that means, and the ways on. A failed load is an ErrorPanel, never this. */
export function EmptyState({
  title,
  children,
  actions,
}: {
  title: string
  children?: ReactNode
  actions?: ReactNode
}) {
  return (
    <div className="mx-auto flex max-w-xl flex-col items-center gap-3 px-4 py-14 text-center">
      <svg viewBox="0 0 48 48" aria-hidden="true" className="size-12 text-line-strong">
        <path
          d="M30 7H12a5 5 0 0 0-5 5v24a5 5 0 0 0 5 5h24a5 5 0 0 0 5-5V18"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinecap="square"
        />
        <path d="M18 18h12v12H18z" fill="none" stroke="currentColor" strokeDasharray="3 3" />
      </svg>
      <h2 className="text-lg font-semibold">{title}</h2>
      {children && <div className="text-muted">{children}</div>}
      {actions && <div className="mt-2 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  )
}
