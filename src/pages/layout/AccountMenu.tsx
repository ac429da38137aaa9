import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import type { SignIn } from '../../contract/account.ts'
import type { Session } from '../../contract/session.ts'
import { paths } from '../../paths.ts'
import { workspaceBase } from '../../place.ts'
import { signOutOf } from '../../queries/session.ts'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { toast } from '../../ui/toast.ts'
import { connectionName } from './connection-name.ts'

/** Who is signed in, and the ways out; for a stranger, the way in. */
export function AccountMenu({ session }: { session: Session | null }) {
  const navigate = useNavigate()
  const { pathname, search } = useLocation()
  const client = useQueryClient()
  const [others, setOthers] = useState<readonly (SignIn & { key: string })[]>([])
  const signInHere = paths.signIn(pathname + search)
  if (!session) {
    return (
      <LinkButton to={signInHere} size="sm">
        Sign in
      </LinkButton>
    )
  }

  const look = async () => {
    try {
      const { otherSignIns } = await import('../../queries/signIns.ts')
      setOthers(await otherSignIns(client))
    } catch {
      // They are offered on the way to another workspace too, which says what is wrong.
      setOthers([])
    }
  }
  const leave = async () => {
    try {
      await signOutOf(client)
      void navigate(paths.signIn())
    } catch (error) {
      toast.error('Not signed out', { detail: error instanceof Error ? error.message : '' })
    }
  }
  return (
    // The other sign-ins are asked for when somebody reaches for the menu.
    <span onPointerEnter={() => void look()} onFocus={() => void look()}>
      <Menu
        label={`Account of ${session.user.username}`}
        icon="user"
        items={[
          ...others.map((one) => ({
            label: `${connectionName(one.connection)} / ${one.workspace.name}`,
            icon: 'arrowRight' as const,
            onSelect: () => window.location.assign(workspaceBase(one.key) + paths.cvms()),
          })),
          {
            label: 'Switch workspace or connection',
            icon: 'refresh',
            separated: others.length > 0,
            onSelect: () => void navigate(signInHere),
          },
          { label: 'Sign out', icon: 'signOut', separated: true, onSelect: () => void leave() },
        ]}
      />
    </span>
  )
}
