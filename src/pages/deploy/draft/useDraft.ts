import { useEffect, useSyncExternalStore } from 'react'
import type { Draft } from './draft.ts'
import type { Editing, Keeping } from './editing.ts'
import { markOpen } from './openDraft.ts'

export const useDraft = (editing: Editing): Draft =>
  useSyncExternalStore(editing.subscribe, editing.draft)

export const useKeeping = (editing: Editing): Keeping =>
  useSyncExternalStore(editing.subscribe, editing.keeping)

/** While a draft is on screen: other tabs see that it is open, and leaving writes it at once. */
export function useOpenDraft(editing: Editing, draftId: string): void {
  useEffect(() => markOpen(draftId), [draftId])
  useEffect(() => {
    const onHide = () => {
      if (document.visibilityState === 'hidden') editing.flush()
    }
    const onLeave = () => editing.flush()
    document.addEventListener('visibilitychange', onHide)
    window.addEventListener('pagehide', onLeave)
    return () => {
      document.removeEventListener('visibilitychange', onHide)
      window.removeEventListener('pagehide', onLeave)
      // Leaving for another page of the app: there is time for a proper save.
      void editing.save()
    }
  }, [editing])
}
