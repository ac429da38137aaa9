import type { Wait } from '../../api/retry.ts'
import { Button } from '../../ui/Button.tsx'

/** The pause that the API asked for, and the way out of it. */
export function RetryWait({ wait, onCancel }: { wait: Wait | null; onCancel: () => void }) {
  return (
    <span role="status" className="flex items-center gap-2 text-sm text-muted">
      {wait && (
        <>
          It is busy. Trying again in {Math.ceil(wait.waitMs / 1000)} s ({wait.attempt} of 5).
          <Button size="sm" onClick={onCancel}>
            Stop trying
          </Button>
        </>
      )}
    </span>
  )
}
