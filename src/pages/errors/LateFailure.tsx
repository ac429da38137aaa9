import { lazy, Suspense } from 'react'
import type { Failure } from './Failure.tsx'

type FailureProps = React.ComponentProps<typeof Failure>

const Full = lazy(() =>
  import('./Failure.tsx').then(
    (module) => ({ default: module.Failure }),
    // Without a network its code does not come either; the words must.
    () => ({ default: Plain }),
  ),
)

/** A Failure whose code comes when it is needed: for pages that nearly always work. */
export function LateFailure(props: FailureProps) {
  return (
    <Suspense fallback={null}>
      <Full {...props} />
    </Suspense>
  )
}

function Plain({ error, actions }: FailureProps) {
  return (
    <div role="alert" className="rounded-md border border-bad/40 bg-bad-soft p-3">
      <p className="font-semibold">This could not be read</p>
      <p>{error instanceof Error ? error.message : String(error)}</p>
      <div className="mt-1 flex flex-wrap gap-2">{actions}</div>
    </div>
  )
}
