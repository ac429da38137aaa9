import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { paths } from '../../paths.ts'
import { meQuery, quotasQuery, workspacesQuery } from '../../queries/account.ts'
import { cvmListQuery } from '../../queries/cvmList.ts'
import { sessionQuery } from '../../queries/session.ts'
import { Card } from '../../ui/Card.tsx'
import { Placeholder } from '../../ui/Placeholder.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { useHaveAnswered } from '../errors/useHaveAnswered.ts'
import { Loaded } from '../errors/Loaded.tsx'
import { LanguageSelect } from '../language/LanguageSelect.tsx'
import { CreditsFacts } from './CreditsFacts.tsx'
import { PersonFacts } from './PersonFacts.tsx'
import { QuotasCard } from './QuotasCard.tsx'
import { WorkspacesCard } from './WorkspacesCard.tsx'

/** `/account`: who is signed in where, what that workspace may use, and what it has left. */
export function Component() {
  const me = useQuery(meQuery())
  const { data: session } = useSuspenseQuery(sessionQuery())
  const slug = session?.workspace.slug ?? null
  const quotas = useQuery({ ...quotasQuery(slug ?? ''), enabled: slug !== null })
  const workspaces = useQuery(workspacesQuery())
  const list = useQuery(cvmListQuery())
  const answered = useHaveAnswered(me, quotas, workspaces, list)
  if (!session) return null
  return (
    <>
      <PageHeader
        title="Account"
        actions={
          <>
            <LinkButton to={paths.sshKeys()} icon="key">
              SSH keys
            </LinkButton>
            <LinkButton to={paths.nodes()} icon="cpu">
              Nodes
            </LinkButton>
            <LinkButton to={paths.signIn(paths.account())} icon="refresh">
              Switch workspace
            </LinkButton>
          </>
        }
      />
      {answered ? (
        <>
          <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-2">
            <Card title="Signed in">
              <Loaded query={me} label="Loading the account" height="h-44">
                {(data) => <PersonFacts me={data} connection={session.connection} />}
              </Loaded>
            </Card>
            <Card title="Credits">
              <Loaded query={me} label="Loading the credits" height="h-44">
                {({ credits }) => <CreditsFacts credits={credits} />}
              </Loaded>
            </Card>
            <QuotasCard slug={session.workspace.slug} />
            <WorkspacesCard current={session.workspace.id} />
          </div>
          <LanguageSelect />
        </>
      ) : (
        <Placeholder label="Loading the account" height="h-200" />
      )}
    </>
  )
}
