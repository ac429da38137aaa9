import { NavLink } from 'react-router'
import { paths } from '../../paths.ts'

const PLACES = [
  { to: paths.cvms(), label: 'CVMs' },
  { to: paths.apps(), label: 'Apps' },
  { to: paths.nodes(), label: 'Nodes' },
  { to: paths.sshKeys(), label: 'SSH keys' },
  { to: paths.account(), label: 'Account' },
  { to: paths.verify(), label: 'Verify' },
] as const

/** The pages of the app that stand on their own. */
export function Navigation() {
  return (
    <nav aria-label="Main" className="min-w-0 overflow-x-auto [scrollbar-width:none]">
      <ul className="flex gap-1">
        {PLACES.map((place) => (
          <li key={place.to}>
            <NavLink
              to={place.to}
              className="flex h-8 items-center rounded-md px-2.5 whitespace-nowrap text-muted -outline-offset-2 hover:bg-hover hover:text-ink aria-[current=page]:bg-hover aria-[current=page]:font-medium aria-[current=page]:text-ink pointer-coarse:h-11"
            >
              {place.label}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
