/** Nobody waits longer in front of a page; whatever asks for it may be asked again by then. */
const LONGEST_MS = 24 * 60 * 60 * 1000

/** A `Retry-After` header, in seconds or as an HTTP date, as milliseconds from `now` on. */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  const text = header?.trim()
  if (!text) return undefined
  if (/^\d+(\.\d+)?$/.test(text)) return Math.min(LONGEST_MS, Number(text) * 1000)
  const date = Date.parse(text)
  return Number.isNaN(date) ? undefined : Math.min(LONGEST_MS, Math.max(0, date - now))
}
