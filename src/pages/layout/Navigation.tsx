import { NavLink } from 'react-router'
import { PLACES } from './places.ts'

/** The pages of the app that stand on their own. */
export function Navigation() {
  return (
    <nav aria-label="Main" className="min-w-0 overflow-x-auto [scrollbar-width:none]">
      <ul className="flex sm:gap-1">
        {PLACES.map((place) => (
          <li key={place.to}>
            <NavLink
              to={place.to}
              className="flex h-8 items-center rounded-md px-2 whitespace-nowrap text-muted -outline-offset-2 hover:bg-hover hover:text-ink aria-[current=page]:bg-hover aria-[current=page]:font-medium aria-[current=page]:text-ink pointer-coarse:h-11"
            >
              {place.label}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
