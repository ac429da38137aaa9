import { useMemo } from 'react'
import type { CvmInfo } from '../../contract/cvm.ts'
import { type StatusTone, statusTone, statusWord } from '../../cvm/status.ts'
import { StatusMark } from '../../ui/StatusMark.tsx'
import type { ListControls } from './useListState.ts'

/** What needs somebody comes first. */
const ORDER: readonly StatusTone[] = ['bad', 'busy', 'unknown', 'good', 'idle']

/** How many CVMs are in which status; a press narrows the list to it, a second one widens it again. */
export function Summary({ cvms, controls }: { cvms: readonly CvmInfo[]; controls: ListControls }) {
  const { state, change } = controls
  const counts = useMemo(() => countsOf(cvms), [cvms])
  return (
    <ul
      aria-label="CVMs by status"
      className="col-span-2 -mx-2 flex flex-wrap gap-x-1 sm:basis-full xl:ml-auto xl:basis-auto"
    >
      {counts.map(({ status, tone, count }) => {
        const pressed = state.status.length === 1 && state.status[0] === status
        return (
          <li key={status} className="max-w-full">
            <button
              type="button"
              aria-pressed={pressed}
              className="flex min-h-7 max-w-full items-center gap-1.5 rounded-md px-2 text-sm text-muted hover:bg-hover hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-ink pointer-coarse:min-h-11"
              onClick={() => change({ ...state, status: pressed ? [] : [status] }, 'push')}
            >
              <StatusMark tone={tone} className="animate-none!" />
              <span className="min-w-0 text-left wrap-anywhere">
                <span className="font-medium text-ink tabular-nums">{count}</span>{' '}
                {statusWord(status)}
              </span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function countsOf(cvms: readonly CvmInfo[]) {
  const counts = new Map<string, { status: string; tone: StatusTone; count: number }>()
  for (const cvm of cvms) {
    const { status } = cvm
    const known = counts.get(status)
    if (known) known.count++
    else counts.set(status, { status, tone: statusTone({ status }), count: 1 })
  }
  return [...counts.values()].sort(
    (a, b) => ORDER.indexOf(a.tone) - ORDER.indexOf(b.tone) || b.count - a.count,
  )
}
