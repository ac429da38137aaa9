import type { LoggedEvent } from './eventLog.ts'

/**
 * An event log from JSON, as an array or as the JSON text of one (dstack hands out both); undefined
 * when it is none. Members that are not read are dropped.
 */
export function readEventLog(value: unknown): readonly LoggedEvent[] | undefined {
  const list: unknown = typeof value === 'string' ? parsedJson(value) : value
  if (!Array.isArray(list)) return undefined
  const events = list.map(readEvent)
  return events.every((event) => event !== undefined) ? events : undefined
}

function readEvent(value: unknown): LoggedEvent | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { imr, event_type, digest, event, event_payload, version } = value as Partial<
    Record<keyof LoggedEvent, unknown>
  >
  if (typeof imr !== 'number' || typeof event_type !== 'number') return undefined
  if (typeof event !== 'string' || typeof event_payload !== 'string') return undefined
  if (digest !== undefined && typeof digest !== 'string') return undefined
  return {
    imr,
    event_type,
    digest: digest ?? '',
    event,
    event_payload,
    ...(typeof version === 'number' ? { version } : {}),
  }
}

/** The value of a JSON text; undefined when it is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
