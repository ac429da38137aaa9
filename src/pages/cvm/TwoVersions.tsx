import type { ReactNode, Ref } from 'react'
import { Banner } from '../../ui/Banner.tsx'
import { CodeDiff } from '../../ui/code/CodeDiff.tsx'
import type { CodeLanguage } from '../../ui/code/code-types.ts'

/** Two versions of a text, what has happened, and the choice between them. */
export function TwoVersions({
  ref,
  name,
  notice,
  diff,
  children,
}: {
  ref?: Ref<HTMLElement>
  name: string
  notice: string
  diff: { label: string; language: CodeLanguage; before: string; after: string }
  /** The buttons. */
  children: ReactNode
}) {
  return (
    <section ref={ref} tabIndex={-1} aria-label={name} className="flex scroll-mt-20 flex-col gap-3">
      <div role="alert">
        <Banner tone="warn">{notice}</Banner>
      </div>
      <CodeDiff {...diff} className="h-72" />
      <div className="flex flex-wrap gap-2">{children}</div>
    </section>
  )
}
