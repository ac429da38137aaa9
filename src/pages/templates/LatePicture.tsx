import { lazy, Suspense } from 'react'
import type { TemplateId } from '../../compose/templates.ts'

const TemplatePicture = lazy(() => import('./TemplatePicture.tsx'))

/** Its place is kept from the start; the drawings come after the words. */
export function LatePicture({ id }: { id: TemplateId }) {
  return (
    <div className="aspect-[160/88] bg-accent-soft">
      <Suspense fallback={null}>
        <TemplatePicture id={id} />
      </Suspense>
    </div>
  )
}
