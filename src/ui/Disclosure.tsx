import type { ReactNode } from 'react'
import { cx } from './class-names.ts'
import { Icon } from './Icon.tsx'

/** A heading that opens what is under it; the browser's own <details>, so find-in-page works. */
export function Disclosure({
  summary,
  open,
  className,
  children,
}: {
  summary: ReactNode
  /** Open from the start. */
  open?: boolean
  className?: string
  children: ReactNode
}) {
  return (
    <details open={open} className={cx('group/details', className)}>
      <summary className="inline-flex list-none items-center gap-1.5 rounded-sm py-0.5 font-medium select-none pointer-coarse:min-h-11 hover:text-accent">
        <Icon
          name="chevronRight"
          className="transition-transform duration-100 group-open/details:rotate-90"
        />
        {summary}
      </summary>
      <div className="pt-2 pl-5.5">{children}</div>
    </details>
  )
}
