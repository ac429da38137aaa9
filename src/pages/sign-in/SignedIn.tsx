import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { signInName } from '../../api/http.ts'
import type { SignIn } from '../../contract/account.ts'
import { workspaceKey } from '../../contract/workspaceKey.ts'
import { workspaceBase } from '../../place.ts'
import { useSignOutOf } from '../../queries/signIn.ts'
import { Badge } from '../../ui/Badge.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { problemOf } from '../errors/problem-of.ts'
import { connectionName } from '../layout/connection-name.ts'

/** The workspaces that this browser is signed in to: each a way on, without signing out of the others. */
export function SignedIn({ signIns, next }: { signIns: readonly SignIn[]; next: string }) {
  const leave = useSignOutOf()
  return (
    <section aria-label="Signed in here" className="flex flex-col gap-2">
      <h2 className="text-sm text-muted">Signed in here</h2>
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
        {signIns.map((one) => (
          <Row key={one.slot}>
            <span className="min-w-0 flex-1">
              {/* A page of its own: nothing that was loaded for another workspace goes with it. */}
              <a
                href={workspaceBase(workspaceKey(one)) + next}
                className="font-medium text-accent after:absolute after:inset-0 after:rounded-lg"
              >
                {connectionName(one.connection)} / {one.workspace.name}
              </a>
              <span className="block truncate text-sm text-muted">as {one.user.username}</span>
            </span>
            {one.slot === signInName() && <Badge tone="good">this tab</Badge>}
            <IconButton
              size="sm"
              icon="signOut"
              label={`Sign out of ${connectionName(one.connection)} / ${one.workspace.name}`}
              className="relative"
              pending={leave.isPending && leave.variables === one.slot}
              onClick={() => leave.mutate(one.slot)}
            />
          </Row>
        ))}
      </ul>
      {leave.isError && <ErrorPanel problem={problemOf(leave.error)} />}
    </section>
  )
}

/** One that goes while it has the focus, as after signing out of it, hands that on to the page's title. */
function Row({ children }: { children: ReactNode }) {
  const ref = useRef<HTMLLIElement>(null)
  useLayoutEffect(() => {
    const row = ref.current
    return () => {
      if (row?.contains(document.activeElement)) document.querySelector('h1')?.focus()
    }
  }, [])
  return (
    <li ref={ref} className="relative flex items-center gap-3 px-3 py-2 hover:bg-hover">
      {children}
    </li>
  )
}
