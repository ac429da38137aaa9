import { lazy, Suspense, useState } from 'react'
import type { Update } from '../../cvm/code/update.ts'
import { Button } from '../../ui/Button.tsx'

const UpdateCode = lazy(async () => ({ default: (await import('./UpdateCode.tsx')).UpdateCode }))

/** The button beside the one that sends a change. */
export function ShowAsCode({
  cvm,
  update,
}: {
  cvm: { id: string; name: string }
  /** What would be sent now; nothing while that is nothing. */
  update: Update | undefined
}) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        icon="code"
        disabledReason={update ? undefined : 'Change something first.'}
        onClick={() => setOpen(true)}
      >
        Show as code
      </Button>
      {open && update && (
        <Suspense fallback={null}>
          <UpdateCode cvm={cvm} update={update} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
