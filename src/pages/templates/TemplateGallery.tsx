import { useState } from 'react'
import { type Template, TEMPLATE_KINDS, TEMPLATES } from '../../compose/templates.ts'
import { Button } from '../../ui/Button.tsx'
import { controlLook } from '../../ui/control-look.ts'
import { cx } from '../../ui/class-names.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { matching } from './matching.ts'
import { TemplateCard } from './TemplateCard.tsx'

/** Every template, to look through and start from. */
export default function TemplateGallery({
  replaces,
  onChoose,
  onClose,
}: {
  /** There is a text already, which the template takes the place of. */
  replaces: boolean
  onChoose: (template: Template) => void
  onClose: () => void
}) {
  const [looked, setLooked] = useState('')
  const [kind, setKind] = useState<Template['kind']>()
  const found = matching(TEMPLATES, looked, kind)
  return (
    <Dialog
      title="Start from template"
      wide
      error={undefined}
      pending={false}
      onClose={onClose}
      footer={
        <>
          {replaces && (
            <p className="mr-auto self-center text-sm text-muted">
              A template takes the place of your file; Undo brings it back.
            </p>
          )}
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      <search className="sticky -top-3 z-1 -mx-5 flex flex-col gap-2 bg-raised px-5 pt-1 pb-3">
        <div className="relative">
          <Icon
            name="search"
            className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-muted"
          />
          <input
            type="search"
            aria-label="Filter templates"
            placeholder="Filter by name, use or image…"
            data-autofocus=""
            autoComplete="off"
            spellCheck={false}
            value={looked}
            onChange={(event) => setLooked(event.target.value)}
            className={cx(controlLook, 'h-8 pl-8')}
          />
        </div>
        <div role="group" aria-label="Kind" className="flex flex-wrap gap-1.5">
          {[undefined, ...TEMPLATE_KINDS].map((one) => (
            <button
              key={one ?? 'All'}
              type="button"
              aria-pressed={kind === one}
              className="rounded-full border border-line px-3 py-0.5 text-sm text-muted hover:border-line-strong hover:text-ink aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:font-medium aria-pressed:text-accent pointer-coarse:min-h-11"
              onClick={() => setKind(one)}
            >
              {one ?? 'All'}
            </button>
          ))}
        </div>
      </search>
      <p role="status" className="sr-only">
        {found.length === 1 ? '1 template' : `${found.length} templates`}
      </p>
      <div className="min-h-[55dvh]">
        {found.length > 0 ? (
          <ul
            aria-label="Templates"
            className="grid grid-cols-[repeat(auto-fill,minmax(min(14rem,100%),1fr))] gap-3"
          >
            {found.map((template) => (
              <TemplateCard
                key={template.id}
                template={template}
                onChoose={() => onChoose(template)}
              />
            ))}
          </ul>
        ) : (
          <div className="flex flex-col items-center gap-3 py-12 text-center">
            <p className="text-muted">No template matches.</p>
            <Button
              onClick={() => {
                setLooked('')
                setKind(undefined)
              }}
            >
              Clear filters
            </Button>
          </div>
        )}
      </div>
    </Dialog>
  )
}
