import type { ReactNode } from 'react'
import { Button } from '../../../ui/Button.tsx'
import type { IconName } from '../../../ui/Icon.tsx'

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
  /** The field that it is searched with. */
  search: ReactNode
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
      {search}
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
