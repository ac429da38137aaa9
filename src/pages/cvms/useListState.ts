import { useEffect, useMemo, useRef, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { paths } from '../../paths.ts'
import { type ListState, listQuery, readListState } from './list-state.ts'

/** Longer selections are not put into the address: servers refuse lines of tens of thousands. */
const LONGEST_LINKED_SELECTION = 40
const TYPING_PAUSE_MS = 200

export type ListControls = {
  state: ListState
  selected: ReadonlySet<string>
  /** Typing: shown at once, written to the address when the typing pauses. */
  type: (q: string) => void
  /** A facet, the order, or no filters at all. `push` leaves a step for the Back button. */
  change: (next: ListState, how: 'push' | 'replace') => void
  select: (ids: ReadonlySet<string>) => void
}

/** What the address says about the list, and the ways to change it. */
export function useListState(): ListControls {
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const stored = readListState(search)
  const [q, setQ, wroteQ] = useMirrored(stored.q)
  const [ids, setIds, wroteIds] = useMirrored(search.getAll('selected').join(' '))
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const state = { ...stored, q }
  const selected = useMemo(() => new Set(ids.split(' ').filter(Boolean)), [ids])

  const write = (next: ListState, chosen: ReadonlySet<string>, how: 'push' | 'replace') => {
    clearTimeout(timer.current)
    const linked = chosen.size <= LONGEST_LINKED_SELECTION ? [...chosen] : []
    wroteQ(next.q)
    wroteIds(linked.join(' '))
    void navigate(paths.cvms(listQuery(next, linked)), {
      replace: how === 'replace',
      preventScrollReset: true,
    })
  }
  useEffect(() => () => clearTimeout(timer.current), [])

  return {
    state,
    selected,
    type: (text) => {
      setQ(text)
      clearTimeout(timer.current)
      timer.current = setTimeout(
        () => write({ ...state, q: text }, selected, 'replace'),
        TYPING_PAUSE_MS,
      )
    },
    change: (next, how) => {
      setQ(next.q)
      write(next, selected, how)
    },
    select: (chosen) => {
      setIds([...chosen].join(' '))
      write(state, chosen, 'replace')
    },
  }
}

/**
 * A text that is ahead of the address it is written to. A change of the address that did not come
 * from here (Back, a link) wins: what this page wrote itself is
 * told with the third.
 */
function useMirrored(url: string) {
  const [text, setText] = useState(url)
  const own = useRef(url)
  useEffect(() => {
    if (own.current === url) return
    own.current = url
    setText(url)
  }, [url])
  const wrote = (value: string) => {
    own.current = value
  }
  return [text, setText, wrote] as const
}
