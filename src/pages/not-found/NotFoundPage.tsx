import { useLocation } from 'react-router'
import { paths } from '../../paths.ts'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'

/** For every address that the app does not have. */
export function Component() {
  const { pathname } = useLocation()
  return (
    <>
      <PageHeader title="Page not found" />
      <p className="max-w-prose text-muted">
        There is no page at <code className="wrap-anywhere text-ink">{pathname}</code>. The link may
        be mistyped or from another version of the console.
      </p>
      <p>
        <LinkButton to={paths.cvms()} icon="arrowLeft">
          Back to CVMs
        </LinkButton>
      </p>
    </>
  )
}
