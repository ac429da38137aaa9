import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { type Edit, keepEdit, readEdit } from './edits.ts'

/** The edit that was kept under this key; `undefined` until it has been looked for, null for none. */
export function useOpenedEdit(key: string): Edit | null | undefined {
  const { data, isError } = useQuery({
    queryKey: ['edits', key] as const,
    queryFn: () => readEdit(key),
    // What this page types is newer than what it has read; every visit reads anew.
    staleTime: Infinity,
    gcTime: 0,
    networkMode: 'always',
  })
  return isError ? null : data
}

/** Keeps what is typed in this browser, and forgets it when it is what the server has. */
export function useKeptEdit(
  key: string,
  { base, text }: { base: string; text: string },
): { failed: boolean } {
  const [failed, setFailed] = useState(false)
  const onFailed = useEffectEvent(() => setFailed(true))
  useEffect(() => {
    keepEdit(key, text === base ? undefined : { base, text }, () => onFailed())
  }, [key, base, text])
  return { failed }
}
