import { useEffect, useRef, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { paths } from '../../paths.ts'
import { type AppFilter, readAppFilter } from './app-filters.ts'

const TYPING_PAUSE_MS = 250

/** What the address filters by. Typing shows at once, and is asked for when it pauses. */
export function useAppFilter() {
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const filter = readAppFilter(search)
  const [typed, setTyped] = useState(filter.q)
  const own = useRef(filter.q)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  useEffect(() => {
    // The address changed elsewhere (Back, a link): that wins over what stands in the field.
    if (own.current === filter.q) return
    own.current = filter.q
    setTyped(filter.q)
  }, [filter.q])

  const write = (next: AppFilter, replace: boolean) => {
    clearTimeout(timer.current)
    own.current = next.q
    setTyped(next.q)
    void navigate(paths.apps(next), { replace, preventScrollReset: true })
  }
  return {
    filter,
    typed,
    type: (q: string) => {
      setTyped(q)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => write({ ...filter, q }, true), TYPING_PAUSE_MS)
    },
    change: (part: Partial<AppFilter>) => write({ ...filter, q: typed, ...part }, false),
    clear: () => write(readAppFilter(new URLSearchParams()), false),
  }
}
