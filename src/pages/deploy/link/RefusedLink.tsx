import { paths } from '../../../paths.ts'
import { ErrorPanel } from '../../../ui/ErrorPanel.tsx'
import { LinkButton } from '../../../ui/LinkButton.tsx'
import { PageHeader } from '../../../ui/PageHeader.tsx'

const MOST = 2_000

/** A link that is not acted on: why, and what it says, as text. */
export function RefusedLink({ reason, address }: { reason: string; address: string }) {
  return (
    <>
      <PageHeader title="Deploy a CVM" />
      <div className="flex max-w-3xl flex-col gap-4">
        <ErrorPanel
          focus
          problem={{
            title: 'This deploy link is not used',
            why: reason,
            next: 'Ask whoever gave it to you for a whole one. Nothing was filled in or sent.',
          }}
          actions={
            <LinkButton size="sm" to={paths.deploy()}>
              Open the wizard without it
            </LinkButton>
          }
        />
        <pre
          role="region"
          aria-label="What the link says"
          tabIndex={0}
          className="max-h-60 overflow-auto rounded-md border border-line bg-sunken p-3 text-sm wrap-anywhere whitespace-pre-wrap"
        >
          {address.slice(0, MOST)}
          {address.length > MOST && `… and ${address.length - MOST} characters more`}
        </pre>
      </div>
    </>
  )
}
