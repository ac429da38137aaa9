import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { SkipLink } from '../../ui/SkipLink.tsx'
import { Wordmark } from '../../ui/Wordmark.tsx'

/** What stands around every page: skip link first, the bar, the page. */
export function Frame({
  nav,
  surroundings,
  menus,
  banner,
  children,
}: {
  nav?: ReactNode
  surroundings?: ReactNode
  menus?: ReactNode
  banner?: ReactNode
  children: ReactNode
}) {
  return (
    <>
      <SkipLink to="main">Skip to content</SkipLink>
      <header className="z-30 border-b border-line bg-surface sm:sticky sm:top-0">
        <div className="flex min-h-13 flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 lg:px-6">
          <Link to={paths.home()} className="flex rounded-sm" aria-label="CVM Console, home">
            <Wordmark />
          </Link>
          <div className="order-1 -mx-2 w-full min-w-0 sm:order-none sm:mx-0 sm:w-auto">{nav}</div>
          <div className="order-last w-full min-w-0 lg:order-none lg:ml-auto lg:w-auto">
            {surroundings}
          </div>
          <div className="ml-auto flex items-center gap-1 lg:ml-0">{menus}</div>
        </div>
        {banner}
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto flex w-full max-w-[110rem] min-w-0 flex-1 flex-col gap-5 px-4 page-end pt-6 outline-none lg:px-6"
      >
        {children}
      </main>
    </>
  )
}
