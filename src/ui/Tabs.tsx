import { useLayoutEffect, useRef } from 'react'
import { NavLink, useLocation } from 'react-router'

/** Tabs that are pages: a nav of links, the current one with aria-current. When narrow it scrolls, to the current one. */
export function TabLinks({
  label,
  tabs,
}: {
  /** Names the nav: "CVM pages". */
  label: string
  tabs: ReadonlyArray<{ to: string; label: string; /** Only the exact address. */ end?: boolean }>
}) {
  const nav = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  useLayoutEffect(() => {
    const move = () => {
      const strip = nav.current
      const current = strip?.querySelector('[aria-current=page]')
      if (!strip || !current) return
      // Only the strip moves: scrollIntoView would move the page as well.
      const [place, tab] = [strip.getBoundingClientRect(), current.getBoundingClientRect()]
      strip.scrollLeft += tab.left + tab.width / 2 - place.left - place.width / 2
    }
    // With the frame's own layout: asked for now, a page of its own would be laid out in the task that drew it.
    const frame = requestAnimationFrame(move)
    return () => cancelAnimationFrame(frame)
  }, [pathname])
  return (
    <nav
      ref={nav}
      aria-label={label}
      className="overflow-x-auto border-b border-line [scrollbar-width:none]"
    >
      <ul className="flex w-max min-w-full gap-1">
        {tabs.map((tab) => (
          <li key={tab.to}>
            <NavLink
              to={tab.to}
              end={tab.end ?? false}
              className="relative flex h-9 items-center pointer-coarse:h-11 rounded-t-md px-3 text-muted -outline-offset-2 hover:text-ink aria-[current=page]:font-medium aria-[current=page]:text-ink aria-[current=page]:after:absolute aria-[current=page]:after:inset-x-3 aria-[current=page]:after:bottom-0 aria-[current=page]:after:h-0.5 aria-[current=page]:after:rounded-full aria-[current=page]:after:bg-accent"
            >
              {tab.label}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
