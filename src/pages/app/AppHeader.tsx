import type { ReactNode } from 'react'
import { paths } from '../../paths.ts'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { TabLinks } from '../../ui/Tabs.tsx'
import { TextLink } from '../../ui/TextLink.tsx'

/** The head that the pages of one app share. Without a name it is called by its id. */
export function AppHeader({
  appId,
  name,
  page,
  actions,
}: {
  appId: string
  name: string | undefined
  /** Which of its pages, for the document's title. */
  page?: string
  actions?: ReactNode
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
