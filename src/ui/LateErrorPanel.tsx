import { lazy, Suspense } from 'react'
import type { ErrorPanelProps } from './ErrorPanel.tsx'

const Full = lazy(() =>
  import('./ErrorPanel.tsx').then(
    ({ ErrorPanel }) => ({ default: ErrorPanel }),
    // Without a network its code does not come either; the words must.
    () => ({ default: Words }),
  ),
)

/** An ErrorPanel whose code comes when it is needed: for pages that nearly always work. */
export function LateErrorPanel(props: ErrorPanelProps) {
  return (
    <Suspense fallback={null}>
      <Full {...props} />
    </Suspense>
  )
}

function Words({ problem: { title, why, next }, actions }: ErrorPanelProps) {
  return (
    <div role="alert" className="rounded-md border border-bad/40 bg-bad-soft p-3">
      <p className="font-semibold">{title}</p>
      <p>{[why, next].filter(Boolean).join(' ')}</p>
      <div className="mt-1 flex flex-wrap gap-2">{actions}</div>
    </div>
  )
}
