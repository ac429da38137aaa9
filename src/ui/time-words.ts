const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

let words: Intl.RelativeTimeFormat | undefined
const inWords = () => (words ??= new Intl.RelativeTimeFormat('en', { numeric: 'auto' }))
// The first of its kind takes a browser as long as half of the app's start: a task of its own.
setTimeout(inWords)

let exact: Intl.DateTimeFormat | undefined

/** "5 minutes ago", "in 2 days", "just now". Both times in ms since 1970. */
export function relativeTime(at: number, now: number): string {
  const seconds = (at - now) / 1000
  const size = Math.abs(seconds)
  const unit = UNITS.find(([, length]) => size >= length)
  return unit ? inWords().format(Math.trunc(seconds / unit[1]), unit[0]) : 'just now'
}

/** "24 Nov 2026, 04:00:12 GMT+1", in the reader's own language and zone. */
export const exactTime = (date: Date): string =>
  (exact ??= new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' })).format(
    date,
  )

/** "04:00:12" */
export const clockTime = (date: Date): string => date.toTimeString().slice(0, 8)

/** How long something took or has been going on: "42 s", "3 min 5 s", "2 h 10 min". */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return seconds % 60 ? `${minutes} min ${seconds % 60} s` : `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`
  return `${Math.floor(hours / 24)} d`
}
