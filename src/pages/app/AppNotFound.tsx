import { useQuery } from '@tanstack/react-query'
import { paths } from '../../paths.ts'
import { sessionQuery } from '../../queries/session.ts'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'

/** What "not found" can mean, and the ways on: what an app proves in public needs no workspace. */
export function AppNotFound({ appId, here }: { appId: string; here: string }) {
  const { data: session } = useQuery(sessionQuery())
  return (
    <div className="flex max-w-2xl flex-col gap-4">
      <PageHeader title="App not found" within={['Apps']} />
      <p>
        No app that can be shown has the id <code className="wrap-anywhere">{appId}</code>. It may
        have been deleted with its last CVM, be in another workspace
        {session && (
          <>
            {' '}
            than <strong>{session.workspace.name}</strong>, which is signed in,
          </>
        )}{' '}
        or not be yours to see.
      </p>
      <div className="flex flex-wrap gap-2">
        <LinkButton variant="primary" to={paths.apps()}>
          All apps
        </LinkButton>
        <LinkButton to={paths.verify(appId)}>What it proves in public</LinkButton>
        <LinkButton to={paths.signIn(here)}>Switch workspace</LinkButton>
      </div>
    </div>
  )
}
