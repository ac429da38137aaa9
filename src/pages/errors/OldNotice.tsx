import { clockTime } from '../../ui/time-words.ts'
import { AgainNotice, type Failing } from './AgainNotice.tsx'

export type Reading = Failing & {
  /** Epoch ms; what was put there from elsewhere has none (`seedCvm`). */
  dataUpdatedAt: number
}

/** Above what stays on screen although reading it again has failed: how old it is, and why. */
export function OldNotice({ query }: { query: Reading }) {
  const { dataUpdatedAt } = query
  return (
    <AgainNotice query={query} icon="offline">
      {({ title, why }) => (
        <>
          What you see is old{dataUpdatedAt > 1 && `, from ${clockTime(new Date(dataUpdatedAt))}`}:
          reading it again failed. {title}. {why}
        </>
      )}
    </AgainNotice>
  )
}
