import type { ReactNode } from 'react'
import { Button } from '../../../ui/Button.tsx'
import { controlLook } from '../../../ui/control-look.ts'
import { cx } from '../../../ui/class-names.ts'
import { Icon, type IconName } from '../../../ui/Icon.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'

export type LogSearch = {
  query: string
  /** Place of the current match among all, from 1; 0 when there is none. */
  at: number
  total: number
  onQuery: (query: string) => void
  onStep: (by: 1 | -1) => void
}

/** A button that is on or off. */
function Toggle({
  icon,
  pressed,
  onToggle,
  children,
}: {
  icon: IconName
  pressed: boolean
  onToggle: () => void
  children: ReactNode
}) {
  return (
    <Button
      size="sm"
      variant="quiet"
      icon={icon}
      aria-pressed={pressed}
      onClick={onToggle}
      className={pressed ? 'bg-accent-soft text-accent' : 'text-muted'}
    >
      {children}
    </Button>
  )
}

/** What can be done to a log while it runs. */
export function LogToolbar({
  source,
  search,
  follow,
  paused,
  waiting,
  wrap,
  readable,
  onFollow,
  onPause,
  onWrap,
  onReadable,
  onDownload,
}: {
  /** The chooser of what is shown. */
  source: ReactNode
  search: LogSearch
  follow: boolean
  paused: boolean
  /** Lines that arrived while paused. */
  waiting: number
  wrap: boolean
  readable: boolean
  onFollow: () => void
  onPause: () => void
  onWrap: () => void
  onReadable: () => void
  onDownload: () => void
}) {
  return (
    <div
      role="toolbar"
      aria-label="Log tools"
      className="flex flex-wrap items-center gap-x-1 gap-y-2 p-2"
    >
      {source}
      <span className="flex min-w-0 flex-1 basis-72 items-center gap-1">
        <div className="relative flex min-w-32 flex-1 items-center">
          <Icon name="search" className="pointer-events-none absolute left-2.5 text-muted" />
          <input
            type="search"
            aria-label="Search log"
            placeholder="Search"
            spellCheck={false}
            value={search.query}
            onChange={(event) => search.onQuery(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') search.onStep(event.shiftKey ? -1 : 1)
            }}
            className={cx(controlLook, 'h-8 pl-8')}
          />
        </div>
        <span role="status" className="px-1 text-sm text-muted tabular-nums sm:min-w-16">
          {search.query && `${search.at.toLocaleString()} of ${search.total.toLocaleString()}`}
        </span>
        <IconButton
          size="sm"
          icon="chevronUp"
          label="Previous match"
          disabledReason={search.total ? undefined : 'Nothing found.'}
          onClick={() => search.onStep(-1)}
        />
        <IconButton
          size="sm"
          icon="chevronDown"
          label="Next match"
          disabledReason={search.total ? undefined : 'Nothing found.'}
          onClick={() => search.onStep(1)}
        />
      </span>
      <span className="flex flex-wrap gap-1">
        <Toggle icon="arrowDown" pressed={follow} onToggle={onFollow}>
          Follow
        </Toggle>
        <Toggle icon={paused ? 'play' : 'pause'} pressed={paused} onToggle={onPause}>
          {paused ? `Resume${waiting > 0 ? ` (${waiting.toLocaleString()} new)` : ''}` : 'Pause'}
        </Toggle>
        <Toggle icon="wrap" pressed={wrap} onToggle={onWrap}>
          Wrap
        </Toggle>
        <Toggle icon="code" pressed={readable} onToggle={onReadable}>
          Readable JSON
        </Toggle>
        <Button size="sm" variant="quiet" icon="download" onClick={onDownload}>
          Download
        </Button>
      </span>
    </div>
  )
}
