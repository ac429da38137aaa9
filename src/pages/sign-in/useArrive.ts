import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { getSession } from '../../api/session.ts'
import { workspaceKey } from '../../contract/workspaceKey.ts'
import { place, workspaceBase } from '../../place.ts'
import { goOnAs } from '../../queries/signIn.ts'

/**
 * The way on after a sign-in: in this tab where its address is that workspace's, else by an address
 * of its own, so that what else is signed in here stays as it is.
 */
export function useArrive(next: string): (name: string) => Promise<void> {
  const client = useQueryClient()
  const navigate = useNavigate()
  return async (name) => {
    const key = workspaceKey(await getSession(undefined, name))
    if (place.key === undefined ? name === 'default' : place.key === key) {
      await goOnAs(client, name)
      void navigate(next, { replace: true })
    } else {
      window.location.assign(workspaceBase(key) + next)
    }
  }
}
