import type { QueryClient } from '@tanstack/react-query'
import type { CvmRow } from '../../queries/cvmRow.ts'
import { performAction, type PlainAction } from '../../queries/performAction.ts'
import { createTeller } from './teller.ts'

/** Does actions and tells what becomes of them. Comes with the first one: most visits only look. */
export function createPerformer(client: QueryClient) {
  const { accepted, refused, waiting, settled, together } = createTeller()
  return {
    accepted,
    settled,
    together,
    /** Resolves when the API has said whether it takes the action; never throws. */
    async perform(action: PlainAction, cvm: CvmRow, again: () => void): Promise<void> {
      const stop = new AbortController()
      const wait = waiting(cvm, () => stop.abort())
      try {
        await performAction(client, { action, cvm, signal: stop.signal, onWait: wait.tell })
        accepted(action, cvm)
      } catch (error) {
        refused(action, cvm, error, again)
      } finally {
        wait.end()
      }
    },
  }
}

export type Performer = ReturnType<typeof createPerformer>
