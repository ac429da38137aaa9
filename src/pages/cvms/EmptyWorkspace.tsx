import { TEMPLATES } from '../../compose/templates.ts'
import { paths } from '../../paths.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import { LatePicture } from '../templates/LatePicture.tsx'
import { DeployLink } from './DeployLink.tsx'

/** The first visit: what a CVM is, and the ways to one. */
export default function EmptyWorkspace() {
  return (
    <div className="rounded-lg border border-line bg-surface">
      <EmptyState title="No CVMs yet" actions={<DeployLink />}>
        A CVM is a virtual machine for your Docker Compose file whose memory nobody else can read,
        not even whoever runs the hardware, and which can prove what it runs.
      </EmptyState>
      <div className="mx-auto max-w-4xl px-4 pb-12">
        <h3 id="templates" className="mb-3 text-center text-sm text-muted">
          Or start from a template
        </h3>
        <ul aria-labelledby="templates" className="grid gap-3 sm:grid-cols-3">
          {TEMPLATES.slice(0, 3).map((template) => (
            <li
              key={template.id}
              className="relative overflow-hidden rounded-lg border border-line hover:border-line-strong hover:bg-hover"
            >
              <LatePicture id={template.id} />
              <div className="p-4">
                <TextLink
                  to={paths.deploy({ template: template.id })}
                  className="font-medium no-underline! after:absolute after:inset-0 after:rounded-lg"
                >
                  {template.name}
                </TextLink>
                <p className="mt-1 text-sm text-muted">{template.summary}</p>
              </div>
            </li>
          ))}
        </ul>
        <p className="mt-4 text-center">
          <TextLink to={paths.deploy({ templates: 'all' })}>
            All {TEMPLATES.length} templates
          </TextLink>
        </p>
      </div>
    </div>
  )
}
