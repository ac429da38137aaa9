/** A log line that is one JSON object, taken apart the way people read it. */
export type JsonLine = {
  level?: string
  time?: string
  message: string
  fields: [string, string][]
}

const LEVEL = ['level', 'lvl', 'severity', 'levelname']
const MESSAGE = ['msg', 'message', 'event']
const TIME = ['time', 'ts', 'timestamp', '@timestamp']

/** pino and bunyan write levels as numbers. */
const NUMBERED: Record<number, string> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'error',
  60: 'fatal',
}

function take(object: Record<string, unknown>, keys: readonly string[]): unknown {
  const key = keys.find((name) => Object.hasOwn(object, name))
  if (!key) return undefined
  const value = object[key]
  delete object[key]
  return value
}

/** Undefined when the line is not a JSON object with a message; then it is shown as it is. */
export function jsonLine(text: string): JsonLine | undefined {
  const trimmed = text.trim()
  if (!trimmed.startsWith('{') || !trimmed.endsWith('}') || trimmed.length > 20_000)
    return undefined
  let parsed: unknown
  try {
    parsed = JSON.parse(trimmed)
  } catch {
    return undefined
  }
  const rest = { ...(parsed as Record<string, unknown>) }
  const message = take(rest, MESSAGE)
  if (typeof message !== 'string') return undefined
  const level = take(rest, LEVEL)
  const time = take(rest, TIME)
  const word = typeof level === 'number' ? NUMBERED[level] : level
  return {
    message,
    ...(typeof word === 'string' && { level: word }),
    ...((typeof time === 'string' || typeof time === 'number') && { time: String(time) }),
    fields: Object.entries(rest).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  }
}
