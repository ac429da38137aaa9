import { useSyncExternalStore } from 'react'
import type { MORE } from './moreIcons.ts'

/** 16 units square, stroke 1.5, round ends. These are on every visit; moreIcons.ts has the others. */
const PATHS = {
  check: 'M3 8.5 6.5 12 13 4.5',
  cross: 'M4 4l8 8M12 4l-8 8',
  chevronDown: 'M4 6l4 4 4-4',
  arrowRight: 'M3 8h10M9 4l4 4-4 4',
  arrowUp: 'M8 13V3M4 7l4-4 4 4',
  arrowDown: 'M8 3v10M4 9l4 4 4-4',
  sort: 'M5 6.5 8 3.5l3 3M5 9.5l3 3 3-3',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.5 10.5 14 14',
  refresh: 'M13 3v3.5H9.5M13 6.5A5.5 5.5 0 1 0 13.3 9.5',
  play: 'M4.5 3v10l8-5z',
  power: 'M8 2v6M4.8 4.3a5 5 0 1 0 6.4 0',
  plus: 'M8 3v10M3 8h10',
  warning: 'M8 2 14.5 13.5h-13zM8 6.5v3.3M8 11.7h.01',
  offline:
    'M2 2l12 12M4.5 8.7A5 5 0 0 1 6.6 7.5M9.5 7.5a5 5 0 0 1 2 1.2M2.3 6.2A8 8 0 0 1 4.8 4.6M7 3.9a8 8 0 0 1 6.7 2.3M8 12h.01',
  display: 'M1.5 3h13v8.5h-13zM5.5 14h5M8 11.5V14',
  user: 'M8 2.5a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4zM2.8 13.8a5.3 5.3 0 0 1 10.4 0',
} as const

export type IconName = keyof typeof PATHS | keyof typeof MORE

/** A drawing beside text. It has no name of its own: whatever it stands on must have one. */
export function Icon({ name, className }: { name: IconName; className?: string | undefined }) {
  const heavy = name === 'more'
  return (
    <svg
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={heavy ? 2.2 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      className={`size-4 shrink-0 overflow-visible ${className ?? ''}`}
    >
      {isAtHand(name) ? <path d={PATHS[name]} /> : <LatePath name={name} />}
    </svg>
  )
}

const isAtHand = (name: IconName): name is keyof typeof PATHS => name in PATHS

let more: typeof MORE | undefined
const watchers = new Set<() => void>()

/** The place is kept from the start; the drawing comes with the others of its kind. */
function LatePath({ name }: { name: keyof typeof MORE }) {
  const paths = useSyncExternalStore(watch, () => more)
  return paths && <path d={paths[name]} />
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  if (!more) void bringMore()
  return () => void watchers.delete(watcher)
}

async function bringMore(): Promise<void> {
  // Without a network there is no drawing; what it stands on has its words.
  more = await import('./moreIcons.ts').then(
    (module) => module.MORE,
    () => undefined,
  )
  for (const watcher of watchers) watcher()
}
