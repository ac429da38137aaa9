import type { LogRange } from './readLog.ts'

export type LogQuery = LogRange & {
  follow: boolean
  timestamps: boolean
  ansi: boolean
  /** Plain text; without it each line is JSON that says its channel. */
  text: boolean
  channel: 'serial' | 'stdout' | 'stderr'
}

export type ReadQuery =
  | { ok: true; query: LogQuery }
  | { ok: false; field: string; message: string }

const UNITS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/**
 * The parameters that clients send with a log address. Flags are bare words (`&follow&ansi`) or have a
 * value other than `false` and `0`; the number of lines goes by two names. `now` in ms. A serial log
 * is plain text always: the vendor's client prints it as it comes.
 */
export function readLogQuery(
  kind: 'container' | 'serial',
  params: URLSearchParams,
  now: number,
): ReadQuery {
  const fail = (field: string, message: string): ReadQuery => ({ ok: false, field, message })
  const range: LogRange = {}
  for (const field of ['since', 'until'] as const) {
    const value = params.get(field)
    if (value === null || value === '') continue
    const time = logTime(value, now)
    if (time === undefined) {
      return fail(
        field,
        `${field} must be a Unix time in seconds, a date such as 2026-01-31T12:00:00Z, or how long ago, such as 10m`,
      )
    }
    range[field] = time
  }
  const tail = params.get('tail') ?? params.get('lines')
  if (tail !== null && tail !== '' && tail !== 'all') {
    if (!/^\d{1,9}$/.test(tail)) return fail('tail', 'tail must be a number of lines, or all')
    range.tail = Number(tail)
  }
  const channel = params.get('ch') ?? 'serial'
  if (channel !== 'serial' && channel !== 'stdout' && channel !== 'stderr') {
    return fail('ch', 'ch must be serial, stdout or stderr')
  }
  const flag = (name: string) => {
    const value = params.get(name)
    return value !== null && value !== 'false' && value !== '0'
  }
  return {
    ok: true,
    query: {
      ...range,
      channel,
      follow: flag('follow'),
      timestamps: flag('timestamps'),
      ansi: flag('ansi'),
      text: kind === 'serial' || flag('text'),
    },
  }
}

/** As `docker logs --since` reads it: Unix seconds, a date, or a duration back from now. In ms. */
function logTime(text: string, now: number): number | undefined {
  if (/^\d{1,12}(\.\d{1,9})?$/.test(text)) return Number(text) * 1000
  if (/^(\d{1,9}(ms|s|m|h|d))+$/.test(text)) {
    const parts = [...text.matchAll(/(\d{1,9})(ms|s|m|h|d)/g)]
    return now - parts.reduce((sum, [, n, unit]) => sum + Number(n) * (UNITS[unit ?? ''] ?? 0), 0)
  }
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return undefined
  const time = Date.parse(text)
  return Number.isNaN(time) ? undefined : time
}
