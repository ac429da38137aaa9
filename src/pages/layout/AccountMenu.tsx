import { useQueryClient } from '@tanstack/react-query'
import { useLocation, useNavigate } from 'react-router'
import type { Session } from '../../contract/account.ts'
import { paths } from '../../paths.ts'
import { signOutOf } from '../../queries/session.ts'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { toast } from '../../ui/toast.ts'
import { problemOf } from '../errors/problem-of.ts'

/** Who is signed in, and the ways out; for a stranger, the way in. */
export function AccountMenu({ session }: { session: Session | null }) {
  const navigate = useNavigate()
  const { pathname, search } = useLocation()
  const client = useQueryClient()
  const signInHere = paths.signIn(pathname + search)
  if (!session) {
    return (
      <LinkButton to={signInHere} size="sm">
        Sign in
      </LinkButton>
    )
  }

  const leave = async () => {
    try {
      await signOutOf(client)
      void navigate(paths.signIn())
    } catch (error) {
      const { title, why } = problemOf(error)
      toast.error('Not signed out', { detail: [title, why].filter(Boolean).join('. ') })
    }
  }
  return (
    <Menu
      label={`Account of ${session.user.username}`}
      icon="user"
      items={[
        {
          label: 'Switch workspace or connection',
          icon: 'refresh',
          onSelect: () => void navigate(signInHere),
        },
        { label: 'Sign out', icon: 'signOut', separated: true, onSelect: () => void leave() },
      ]}
    />
  )
}
