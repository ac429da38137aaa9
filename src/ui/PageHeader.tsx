import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { useLocation } from 'react-router'
import { usePageTitle } from './page-title.ts'

type PageHeaderProps = {
  /** The h1, and the first part of the document's title. */
  title: string
  /** Before the document's title: what a tab in the background should say. */
  note?: string | undefined
  /** What the page lies in, from the inside out: ["CVMs"]. */
  within?: readonly string[]
  /** Above the title: a way up. */
  crumb?: ReactNode
  /** Beside the title: a status. */
  aside?: ReactNode
  actions?: ReactNode
}

/**
 * The head of a page. Its h1 takes the focus when the address changes, so that keyboard and screen
 * reader start at the top of the new page; the first page of a visit is left to the browser.
 */
export function PageHeader({ title, note, within = [], crumb, aside, actions }: PageHeaderProps) {
  const ref = useRef<HTMLHeadingElement>(null)
  const { key, pathname } = useLocation()
  // Of the pathname only: a filter that goes into the query must not take the focus from its field.
  const arrivedAt = useRef(key === 'default' ? pathname : undefined)
  usePageTitle(...(note === undefined ? [] : [note]), title, ...within)
  // Before anybody can press what comes with it: it must not take the focus from there.
  useLayoutEffect(() => {
    if (arrivedAt.current !== pathname) ref.current?.focus({ preventScroll: true })
    arrivedAt.current = pathname
  }, [pathname])

  return (
    <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        {crumb}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1
            ref={ref}
            tabIndex={-1}
            className="min-w-0 text-2xl font-semibold tracking-[-0.01em] wrap-anywhere"
          >
            {title}
          </h1>
          {aside}
        </div>
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  )
}
