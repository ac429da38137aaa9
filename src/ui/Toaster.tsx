import { lazy, Suspense, useState, useSyncExternalStore } from 'react'
import { type Toast, toastStore } from './toast.ts'

const ToastCard = lazy(() =>
  import('./ToastCard.tsx').then(
    (module) => ({ default: module.ToastCard }),
    // Without a network its code does not come either; the words must.
    () => ({ default: Plain }),
  ),
)

/** Where toasts appear: once per app. The live region is there from the start, or it is not heard. */
export function Toaster() {
  const toasts = useSyncExternalStore(toastStore.subscribe, toastStore.current)
  const [held, setHeld] = useState(false)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- they only hold the toasts while somebody reads
    <section
      aria-label="Notifications"
      className="above-bar pointer-events-none fixed inset-x-4 z-40 sm:left-auto sm:w-88"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <div role="log" aria-live="polite" aria-relevant="additions">
        {toasts.length > 0 && (
          <ol className="flex flex-col gap-2">
            {toasts.map((one) => (
              <Suspense key={one.id} fallback={null}>
                <ToastCard one={one} held={held} />
              </Suspense>
            ))}
          </ol>
        )}
      </div>
    </section>
  )
}

function Plain({ one }: { one: Toast; held: boolean }) {
  return (
    <li className="rounded-lg border border-line bg-raised px-3 py-2">
      {[one.text, one.detail].filter(Boolean).join('. ')}
    </li>
  )
}
