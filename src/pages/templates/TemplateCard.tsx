import type { Template } from '../../compose/templates.ts'
import { Icon, type IconName } from '../../ui/Icon.tsx'
import { LatePicture } from './LatePicture.tsx'

/** One template: what it looks like, what it does, and what it asks of whoever starts from it. */
export function TemplateCard({ template, onChoose }: { template: Template; onChoose: () => void }) {
  const { id, name, summary, secrets, byTag, gpu } = template
  return (
    <li className="relative flex flex-col overflow-hidden rounded-lg border border-line bg-surface focus-within:border-accent hover:border-line-strong hover:bg-hover">
      <LatePicture id={id} />
      <div className="flex flex-1 flex-col gap-1 p-3">
        <h3>
          <button
            type="button"
            aria-describedby={`template-${id}`}
            className="text-left font-semibold after:absolute after:inset-0 after:rounded-lg focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
            onClick={onChoose}
          >
            {name}
          </button>
        </h3>
        <div id={`template-${id}`} className="flex flex-1 flex-col gap-2">
          <p className="text-sm text-muted">{summary}</p>
          <ul className="mt-auto flex flex-col gap-1 text-sm text-muted">
            {gpu && <Fact icon="cpu">Needs a GPU</Fact>}
            {secrets.length > 0 && (
              <Fact icon="key">
                {secrets.map((secret, index) => (
                  <span key={secret}>
                    {index > 0 && ', '}
                    <code className="text-ink">{secret}</code>
                  </span>
                ))}
              </Fact>
            )}
            {byTag.length === 0 ? (
              <Fact icon="lock">Images pinned by digest</Fact>
            ) : (
              <Fact icon="info">
                By tag, which can be moved: <code className="text-ink">{byTag.join(', ')}</code>
              </Fact>
            )}
          </ul>
        </div>
      </div>
    </li>
  )
}

function Fact({ icon, children }: { icon: IconName; children: React.ReactNode }) {
  return (
    <li className="flex gap-1.5">
      <Icon name={icon} className="mt-0.5 size-3.5!" />
      <span className="min-w-0 wrap-anywhere">{children}</span>
    </li>
  )
}
