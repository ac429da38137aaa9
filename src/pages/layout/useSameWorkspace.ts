import { useEffect, useRef } from 'react'
import type { Session } from '../../contract/session.ts'
import { workspaceKey } from '../../contract/workspaceKey.ts'

/** Another tab has put another workspace into this tab's sign-in: nothing that was loaded holds. */
export function useSameWorkspace(session: Session | null): void {
  const key = session ? workspaceKey(session) : undefined
  const before = useRef(key)
  useEffect(() => {
    if (key === undefined) return
    if (before.current !== undefined && before.current !== key) window.location.reload()
    before.current = key
  }, [key])
}
