import { useQuery } from '@tanstack/react-query'
import { paths } from '../../paths.ts'
import { sessionQuery } from '../../queries/session.ts'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'

/** The API says "not found" for three different things on purpose; the page says all three. */
export function CvmNotFound({ cvmId, here }: { cvmId: string; here: string }) {
  const { data: session } = useQuery(sessionQuery())
  return (
    <div className="flex max-w-2xl flex-col gap-4">
      <PageHeader title="CVM not found" within={['CVMs']} />
      <p>
        Nothing that can be shown is called <code className="wrap-anywhere">{cvmId}</code>. It may
      </p>
      <ul className="list-disc space-y-1 pl-6">
        <li>have been deleted,</li>
        <li>
          be in another workspace
          {session && (
            <>
              {' '}
              than <strong>{session.workspace.name}</strong>, which is signed in,
            </>
          )}
        </li>
        <li>or not be yours to see.</li>
      </ul>
      <p className="text-muted">
        The API does not say which of the three. If somebody sent you this link, ask them for the
        workspace.
      </p>
      <div className="flex flex-wrap gap-2">
        <LinkButton variant="primary" to={paths.cvms()}>
          All CVMs
        </LinkButton>
        <LinkButton to={paths.signIn(here)}>Switch workspace</LinkButton>
      </div>
    </div>
  )
}
