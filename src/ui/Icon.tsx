// Over the usual length because it is a table of drawings: 16 units square, stroke 1.5, round ends.

const PATHS = {
  check: 'M3 8.5 6.5 12 13 4.5',
  cross: 'M4 4l8 8M12 4l-8 8',
  chevronDown: 'M4 6l4 4 4-4',
  chevronRight: 'M6 4l4 4-4 4',
  chevronUp: 'M4 10l4-4 4 4',
  arrowLeft: 'M13 8H3M7 4 3 8l4 4',
  arrowRight: 'M3 8h10M9 4l4 4-4 4',
  arrowUp: 'M8 13V3M4 7l4-4 4 4',
  arrowDown: 'M8 3v10M4 9l4 4 4-4',
  sort: 'M5 6.5 8 3.5l3 3M5 9.5l3 3 3-3',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.5 10.5 14 14',
  refresh: 'M13 3v3.5H9.5M13 6.5A5.5 5.5 0 1 0 13.3 9.5',
  play: 'M4.5 3v10l8-5z',
  power: 'M8 2v6M4.8 4.3a5 5 0 1 0 6.4 0',
  stop: 'M4 4h8v8H4z',
  restart: 'M3 3v3.5h3.5M3 6.5A5.5 5.5 0 1 1 2.7 9.5',
  bolt: 'M9 1.5 3.5 9H8l-1 5.5L12.5 7H8z',
  copies: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  trash: 'M2.5 4h11M6 4V2.5h4V4M4 4l.7 9.5h6.6L12 4M6.8 7v4M9.2 7v4',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  link: 'M6.5 9.5l3-3M7 4.5l1.5-1.5a3 3 0 0 1 4.3 4.3L11.2 8.8M9 11.5 7.5 13a3 3 0 0 1-4.3-4.3L4.8 7.2',
  external: 'M6.5 3.5h-4v10h10v-4M9.5 2.5h4v4M13.5 2.5 7.5 8.5',
  download: 'M8 2.5v7.5M4.5 7 8 10.5 11.5 7M2.5 13.5h11',
  upload: 'M8 10.5V3M4.5 6 8 2.5 11.5 6M2.5 13.5h11',
  eye: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z',
  eyeOff:
    'M6.2 3.8A6 6 0 0 1 8 3.5c4 0 6.5 4.5 6.5 4.5a12 12 0 0 1-1.9 2.4M9.8 12.2A6 6 0 0 1 8 12.5C4 12.5 1.5 8 1.5 8a12 12 0 0 1 2-2.5M2 2l12 12',
  lock: 'M3.5 7h9v6.5h-9zM5.5 7V5a2.5 2.5 0 0 1 5 0v2',
  key: 'M10.5 2.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8.3 7.7 2.5 13.5M4.5 11.5l1.5 1.5',
  shield: 'M8 1.5 13 3.5v4c0 3.5-2.2 5.8-5 7-2.8-1.2-5-3.5-5-7v-4zM5.7 8l1.6 1.6 3-3',
  info: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM8 7.3v4M8 4.8h.01',
  warning: 'M8 2 14.5 13.5h-13zM8 6.5v3.3M8 11.7h.01',
  question:
    'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM6.2 6.3A1.8 1.8 0 1 1 8 8.3v.9M8 11.3h.01',
  offline:
    'M2 2l12 12M4.5 8.7A5 5 0 0 1 6.6 7.5M9.5 7.5a5 5 0 0 1 2 1.2M2.3 6.2A8 8 0 0 1 4.8 4.6M7 3.9a8 8 0 0 1 6.7 2.3M8 12h.01',
  clock: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM8 4.5V8l2.5 1.5',
  sun: 'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1.1 1.1M11.9 11.9 13 13M3 13l1.1-1.1M11.9 4.1 13 3',
  moon: 'M13.5 9.5A6 6 0 0 1 6.5 2.5a6 6 0 1 0 7 7z',
  display: 'M1.5 3h13v8.5h-13zM5.5 14h5M8 11.5V14',
  user: 'M8 2.5a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4zM2.8 13.8a5.3 5.3 0 0 1 10.4 0',
  signOut: 'M6.5 2.5h-4v11h4M10 5l3 3-3 3M13 8H6',
  file: 'M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3',
  terminal: 'M1.5 2.5h13v11h-13zM4 6l2 2-2 2M7.5 10.5H11',
  globe:
    'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM1.5 8h13M8 1.5c2 2 2.7 4.2 2.7 6.5S10 12.5 8 14.5C6 12.5 5.3 10.3 5.3 8S6 3.5 8 1.5z',
  cpu: 'M4 4h8v8H4zM6.5 6.5h3v3h-3zM6 1.5V4M10 1.5V4M6 12v2.5M10 12v2.5M1.5 6H4M1.5 10H4M12 6h2.5M12 10h2.5',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  edit: 'M2.5 13.5l.7-3L10.7 3l2.3 2.3-7.5 7.5zM9.2 4.5l2.3 2.3',
  wrap: 'M2 3.5h12M2 8h9.5a2.2 2.2 0 0 1 0 4.5H8M10 10.5l-2 2 2 2M2 12.5h3',
  code: 'M5 4 1.5 8 5 12M11 4l3.5 4L11 12M9.3 2.5l-2.6 11',
} as const

export type IconName = keyof typeof PATHS

/** A drawing beside text. It has no name of its own: whatever it stands on must have one. */
export function Icon({ name, className }: { name: IconName; className?: string }) {
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
      className={`size-4 shrink-0 ${className ?? ''}`}
    >
      <path d={PATHS[name]} />
    </svg>
  )
}
