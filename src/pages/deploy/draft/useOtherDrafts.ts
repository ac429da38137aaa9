import { useQuery } from '@tanstack/react-query'
import type { Draft } from './draft.ts'
import { draftsOf } from './draftStore.ts'
import type { Opened } from './openDraft.ts'

/** The drafts beside the one on screen; read anew when that goes on under another id. */
export function useOtherDrafts(opened: Opened, { id, owner }: Draft): readonly Draft[] {
  const forked = id !== opened.id
  const { data } = useQuery({
    queryKey: ['drafts', owner, id] as const,
    queryFn: () => draftsOf(owner),
    enabled: forked,
    staleTime: Infinity,
    gcTime: 0,
    networkMode: 'always',
  })
  return (data ?? opened.others).filter((draft) => draft.id !== id)
}
