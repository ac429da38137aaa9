import type { ReactNode } from 'react'
import { paths } from '../../paths.ts'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { TabLinks } from '../../ui/Tabs.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import { NotRead } from '../errors/NotRead.tsx'
import type { useApp } from './useApp.ts'

/** The head that the pages of one app share. Without a name it is called by its id. */
export function AppHeader({
  appId,
  name,
  page,
  actions,
  query,
}: {
  appId: string
  name: string | undefined
  /** Which of its pages, for the document's title. */
  page?: string
  actions?: ReactNode
  /** Where nothing else on the page says that it has failed. */
  query?: ReturnType<typeof useApp>['query']
}) {
  return (
    <div className="flex flex-col gap-3">
      <PageHeader
        title={name || appId}
        within={page ? [page, 'Apps'] : ['Apps']}
        crumb={
          <nav aria-label="Breadcrumb" className="mb-1 text-sm">
            <TextLink to={paths.apps()}>Apps</TextLink>
          </nav>
        }
        actions={actions}
      />
      {query && (
        <NotRead query={query}>Its name could not be read, so it is called by its ID.</NotRead>
      )}
      <TabLinks
        label="App pages"
        tabs={[
          { to: paths.app(appId), label: 'Replicas', end: true },
          { to: paths.app(appId, 'revisions'), label: 'Revisions' },
          { to: paths.app(appId, 'attestation'), label: 'Attestation' },
        ]}
      />
    </div>
  )
}
