import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { choose, keepEdit, readEdit } from './edits.ts'
import type { Settled, Version } from './versions.ts'

const NONE: Settled = { mine: undefined, other: undefined }

/** What was kept under this key; `undefined` until it has been looked for. */
export function useOpenedEdit(key: string): Settled | undefined {
  const { data, isError } = useQuery({
    queryKey: ['edits', key] as const,
    queryFn: () => readEdit(key),
    // What this page types is newer than what it has read; every visit reads anew.
    staleTime: Infinity,
    gcTime: 0,
    networkMode: 'always',
  })
  return isError ? NONE : data
}

/** Keeps what is typed in this browser, and forgets it when it is what the server has. */
export function useKeptEdit(
  key: string,
  { base, text }: { base: string; text: string },
  opened: Settled,
): KeptEdit {
  const [failed, setFailed] = useState(false)
  const [other, setOther] = useState(opened.other)
  const onFailed = useEffectEvent(() => setFailed(true))
  const onConflict = useEffectEvent((version: Version) => setOther(version))
  useEffect(() => {
    keepEdit(key, { base, text }, { onFailed: () => onFailed(), onConflict: (v) => onConflict(v) })
  }, [key, base, text])
  return {
    failed,
    other,
    choose: (chosen) => {
      if (!other) return
      setOther(undefined)
      choose(key, chosen, other).catch(() => setFailed(true))
    },
  }
}

export type KeptEdit = {
  failed: boolean
  /** What another tab made of the same text. Neither is overwritten until somebody has chosen. */
  other: Version | undefined
  /** The text that is gone on with: the one on screen, or `other`. */
  choose: (chosen: { base: string; text: string }) => void
}
