import { type ReactNode, useId } from 'react'

/** A titled part of a page, named by its title for screen readers. */
export function Card({
  title,
  actions,
  flush = false,
  children,
}: {
  title: string
  actions?: ReactNode
  /** No padding: for a table or a log that reaches the edges. */
  flush?: boolean
  children: ReactNode
}) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="min-w-0 rounded-lg border border-line bg-surface">
      <div className="flex min-h-11 flex-wrap items-center justify-between gap-2 border-b border-line px-4 py-1.5">
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        {actions && <div className="flex flex-wrap items-center gap-1.5">{actions}</div>}
      </div>
      <div className={flush ? '' : 'p-4'}>{children}</div>
    </section>
  )
}
